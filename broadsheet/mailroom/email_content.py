"""Writing letters: plain text and HTML in the reader's language, threaded in mail programs, with a way to stop them.

What a letter says is read when it is sent, not when its row is written: words that were held, removed or erased meanwhile
go out to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from broadsheet import kit
from broadsheet.comments import Comment
from broadsheet.comments import State as CommentState
from broadsheet.mailroom.email_templates import BULK, STOP, Words, identity_of, letter_to, render
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.models import Follow, Letter, Pace, Subject, What
from broadsheet.mailroom.outcome_content import REPORTS, report
from broadsheet.mailroom.quotes import excerpt, quoted
from broadsheet.mailroom.signed_links import Identity, confirm_link, decide_link, link, sealed_mine
from broadsheet.mailroom.staff_alerts import held
from broadsheet.people import find_person
from broadsheet.stories import Story, house

_MOST_IN_A_DIGEST = 50
_MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """What some letters that go out one after the other have in common, asked for once."""

    comments: Mapping[int, Comment]
    stories: Mapping[int, Story]
    names: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def name(self, follow: Follow) -> str:
        """What a follow is called in the active language."""
        key = (follow.what, follow.about, translation.get_language() or "")
        if key not in self.names:
            self.names[key] = name_of(follow.what, follow.about)
        return self.names[key]


def compose(letters: Sequence[Letter], batch: Batch) -> kit.Letter | None:
    """One letter out of these rows, which are one address's; None when there is nothing (any more) to be said."""
    first = letters[0]
    with translation.override(first.address.language), timezone.override(ZoneInfo(house().time_zone)):
        if first.subject == Subject.CONFIRM:
            return _confirm(first)
        if first.subject == Subject.MINE:
            return _mine(first)
        if first.subject == Subject.WAITING:
            return _waiting(first)
        if first.subject in REPORTS:
            return report(first)
        told = [letter for letter in letters if _is_to_be_told(letter, batch)]
        if not told:
            return None
        if first.gathered:
            return _digest(told, batch)
        return (_about_story if first.subject == Subject.STORY else _about_comment)(told[0], batch)


def _is_to_be_told(letter: Letter, batch: Batch) -> bool:
    if letter.follow is None or letter.follow.pace == Pace.NEVER or letter.address.stopped is not None:
        return False
    if letter.subject == Subject.STORY:
        story = batch.stories.get(letter.about or 0)
        return story is not None and story.live
    comment = batch.comments.get(letter.about or 0)
    return comment is not None and comment.state == CommentState.PUBLISHED and comment.story.live


def _about_story(letter: Letter, batch: Batch) -> kit.Letter:
    story, follow = batch.stories[letter.about or 0], letter.follow
    assert follow is not None
    item = _item(letter, batch)
    context = {"item": item, "thing": batch.name(follow), "stop": STOP}
    words = render("story", f"{house().name}: {story.headline}", context)
    return letter_to(letter, words, Identity("story", story.pk, letter.address_id), BULK, follow)


def _about_comment(letter: Letter, batch: Batch) -> kit.Letter:
    comment, follow = batch.comments[letter.about or 0], letter.follow
    assert follow is not None
    words = _words_about(_Said.of(comment, follow, batch), translation.get_language() or "en")
    return letter_to(
        letter, words, Identity("comment", comment.pk, letter.address_id), {**_above(letter, comment), **BULK}, follow
    )


@dataclass(frozen=True)
class _Said:
    """A comment as it stands now; what differs makes another letter."""

    comment: int
    name: str
    text: str
    html: str
    headline: str
    parent_name: str
    parent_text: str
    what: str
    thing: str

    @classmethod
    def of(cls, comment: Comment, follow: Follow, batch: Batch) -> _Said:
        parent = comment.parent if comment.parent and comment.parent.state == CommentState.PUBLISHED else None
        return cls(
            comment=comment.pk,
            name=comment.by,
            text=comment.text,
            html=comment.html,
            headline=str(comment.story.headline),
            parent_name=parent.by if parent else "",
            parent_text=parent.text if parent else "",
            what=follow.what,
            thing=batch.name(follow),
        )


@lru_cache(maxsize=64)
def _words_about(said: _Said, language: str) -> Words:
    """The same words for all who hear of this comment for the same reason: only the last link differs."""
    if said.what == What.REPLIES:
        sentence = gettext("%(name)s answered you under “%(headline)s”:")
    else:
        sentence = gettext("%(name)s wrote under “%(headline)s”:")
    context = {
        "sentence": sentence % {"name": said.name, "headline": said.headline},
        "said": said,
        "quoted": quoted(said.parent_text),
        "excerpt": excerpt(said.parent_text),
        "place": link(f"/-/comments/{said.comment}"),
        "thing": said.thing,
        "stop": STOP,
    }
    return render("comment", f"Re: {said.headline}", context)


def _above(letter: Letter, comment: Comment) -> dict[str, str]:
    """What it answers, for mail programs that show threads (RFC 5322 §3.6.4): the story, the thread, the parent."""
    above = [Identity("story", comment.story_id, letter.address_id)]
    for one in dict.fromkeys([comment.thread_id, comment.parent_id]):
        above += [Identity("comment", one, letter.address_id)] if one else []
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    return {
        "In-Reply-To": str(above[-1]),
        "References": " ".join(map(str, above)),
        "List-Id": f"<story-{comment.story_id}.{host}>",
    }


def _digest(letters: Sequence[Letter], batch: Batch) -> kit.Letter:
    items = [_item(letter, batch) for letter in letters[:_MOST_IN_A_DIGEST]]
    follows = {letter.follow_id for letter in letters}
    only = letters[0].follow if len(follows) == 1 else None
    subject = ngettext("%(count)s new comment", "%(count)s new comments", len(letters)) % {"count": len(letters)}
    if any(letter.subject == Subject.STORY for letter in letters):
        subject = gettext("What is new")
    things = [batch.name(letter.follow) for letter in letters if letter.follow]
    context = {
        "sentence": subject,
        "items": items,
        "more": len(letters) - len(items),
        "thing": ", ".join(dict.fromkeys(things)),
        "stop": STOP,
        "front": link("/"),
    }
    words = render("digest", f"{house().name}: {subject}", context)
    return letter_to(letters[0], words, Identity("letter", letters[0].pk, letters[0].address_id), BULK, only)


def _item(letter: Letter, batch: Batch) -> dict[str, Any]:
    """One comment or one story, short."""
    if letter.subject == Subject.STORY:
        story = batch.stories[letter.about or 0]
        return {"headline": story.headline, "excerpt": excerpt(story.standfirst, 600), "place": link(story.address)}
    comment = batch.comments[letter.about or 0]
    place = link(f"/-/comments/{comment.pk}")
    return {"name": comment.name, "headline": comment.story.headline, "excerpt": excerpt(comment.text), "place": place}


def _confirm(letter: Letter) -> kit.Letter | None:
    if letter.follow is None:
        return None
    context = {
        "thing": name_of(letter.follow.what, letter.follow.about),
        "place": confirm_link(letter.address_id, letter.follow.guest),
    }
    return letter_to(
        letter, render("confirm", gettext("Shall we write to you?"), context), identity_of(letter), {}, None
    )


def _mine(letter: Letter) -> kit.Letter:
    context = {"place": link(f"/-/mine/{sealed_mine(letter.address.email)}")}
    return letter_to(
        letter, render("mine", gettext("What is held under your address"), context), identity_of(letter), {}, None
    )


def _waiting(letter: Letter) -> kit.Letter | None:
    """For a moderator who still is one, while something still waits."""
    person = find_person(letter.address.email)
    waiting = held()
    count = waiting.count()
    if person is None or not person.moderates or not count or letter.address.stopped or letter.follow is None:
        return None
    items = [
        {
            "comment": comment,
            "excerpt": excerpt(comment.text, 600),
            "headline": comment.story.headline,
            **{what: decide_link(comment.pk, person.pk, what) for what in ("publish", "hold", "remove")},
        }
        for comment in waiting.select_related("story").defer("story__body").order_by("-pk")[:_MOST_WAITING]
    ]
    subject = ngettext("%(count)s comment waits", "%(count)s comments wait", count) % {"count": count}
    context = {
        "sentence": subject,
        "items": items,
        "more": count - len(items),
        "list": link("/-/desk/"),
        "stop": STOP,
    }
    words = render("waiting", f"{house().name}: {subject}", context)
    return letter_to(letter, words, identity_of(letter), BULK, letter.follow)
