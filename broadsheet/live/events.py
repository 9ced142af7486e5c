"""Lines of the ledger as server-sent events: each is written once and sent to everybody who follows the story.

Only the current state of a row counts. A line says *that* something happened to a comment; what is told is what may be
read of it at this moment, so held, spam and removed words never go out, however old the line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation

from broadsheet import ledger
from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comments_to_show, likes_of_story
from broadsheet.discussion import comment_markup, likes_words
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation.duty import openness_now
from broadsheet.stories import Openness, Story, printed_stories
from broadsheet.stories.queries import stories_by_id

MOST_TOLD = 500  # lines; who is further behind does better with the print
_APPEARING = {Kind.COMMENT_POSTED, Kind.COMMENT_PUBLISHED}
_REWORDED = {Kind.COMMENT_EDITED, Kind.COMMENT_REDACTED, Kind.COMMENT_MARKED}
_CHANGING = {*_APPEARING, *_REWORDED, Kind.COMMENT_HIDDEN, Kind.COMMENT_WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Event:
    """`number` is that of its ledger line, `comment` the id it is about; `last` ends the stream."""

    number: int
    story: int
    comment: int | None
    name: str
    text: bytes
    last: bool = False


def is_public(story: int) -> bool:
    """Whether everybody may read the story, and so may follow its discussion."""
    return printed_stories().filter(pk=story).exists()


def read_on(number: int, stories: frozenset[int]) -> tuple[int, list[Event]]:
    """The number of the newest line there is, and what the lines after `number` say about these stories."""
    entries = ledger.after(number)
    told = tell(entry for entry in entries if entry.story in stories)
    restored = max((entry.number for entry in entries if entry.kind == Kind.COPY_RESTORED), default=0)
    told += [_event(restored, story, None, "reload", {}) for story in stories if restored]
    return (entries[-1].number if entries else number), sorted(told, key=lambda event: event.number)


def catch_up(story: int, after: int, upto: int) -> list[Event]:
    """What happened in one story between two lines; a single `reload` when that is too much to tell, or when the page is
    of a future that was lost when a copy of the database was brought back.
    """
    if ledger.is_lost(after):
        return [_event(upto, story, None, "reload", {})]
    entries = [entry for entry in ledger.after(after, story=story, most=MOST_TOLD + 1) if entry.number <= upto]
    if len(entries) > MOST_TOLD:
        return [_event(upto, story, None, "reload", {})]
    return tell(entries)


def tell(entries: Iterable[Entry]) -> list[Event]:
    """The events of these lines, in their order; several changes of one thing are one event, with its current state."""
    lines = _once_each(entries)
    stories = stories_by_id({line.story for line in lines})
    comments = comments_to_show({line.comment for line in lines if line.comment})
    told = []
    for line in lines:
        if story := stories.get(line.story or 0):
            comment = comments.get(line.comment or 0)
            with translation.override(story.language):
                event = _about_comment(line, comment) if line.comment else _about_story(line, story)
            if event:
                told.append(event)
    return told


def _once_each(entries: Iterable[Entry]) -> list[Entry]:
    """A comment that appeared is told where it first did (before replies to it); all else where it last changed."""
    kept: dict[tuple[str, int | None, int | None], Entry] = {}
    for entry in entries:
        what = "text" if entry.kind in _CHANGING else entry.kind
        key = (what, entry.story, entry.comment)
        if key not in kept or kept[key].kind not in _APPEARING:
            kept.pop(key, None)
            kept[key] = entry
    return sorted(kept.values(), key=lambda entry: entry.number)


def _about_comment(line: Entry, comment: Comment | None) -> Event | None:
    if comment is None or line.story is None:
        return None
    published = comment.state == State.PUBLISHED
    facts: dict[str, object] = {"id": comment.pk}
    if line.kind == Kind.COMMENT_LIKED:
        facts |= {"likes": comment.likes, "words": likes_words(comment.likes)}
        return _event(line.number, line.story, comment.pk, "likes", facts) if published else None
    if line.kind not in _CHANGING:
        return None
    if not published:
        if line.kind == Kind.COMMENT_POSTED:
            return None  # who follows from before that line has never seen it
        return _event(line.number, line.story, comment.pk, "gone", facts | {"html": comment_markup(comment)})
    facts["html"] = comment_markup(comment)
    if line.kind in _REWORDED:
        return _event(line.number, line.story, comment.pk, "edited", facts)
    facts |= {"parent": comment.parent_id, "thread": comment.top_id}
    return _event(line.number, line.story, comment.pk, "comment", facts)


def _about_story(line: Entry, story: Story) -> Event | None:
    if line.kind == Kind.STORY_WITHDRAWN:
        return Event(line.number, story.pk, None, "withdrawn", b"", last=True)
    if line.kind == Kind.STORY_LIKED:
        likes = likes_of_story(story.pk)
        facts = {"id": None, "likes": likes, "words": likes_words(likes)}
        return _event(line.number, story.pk, None, "likes", facts)
    if line.kind == Kind.DISCUSSION_CHANGED and openness_now(story) == Openness.CLOSED:
        return _event(line.number, story.pk, None, "closed", {})
    if line.kind in {Kind.IMPORTED, Kind.WRITER_CHANGED, Kind.THREAD_MOVED}:
        return _event(line.number, story.pk, None, "reload", {})
    return None


def _event(number: int, story: int, comment: int | None, name: str, facts: Mapping[str, object]) -> Event:
    """JSON has no bare line break, so the data is one line (HTML Standard §9.2.6)."""
    data = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    text = f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode()
    return Event(number, story, comment, name, text)
