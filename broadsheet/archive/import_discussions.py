"""Discussions of stories taken in: each comment once, under its true parent, at its true time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from broadsheet.archive.import_ids import ImportedIds
from broadsheet.archive.loss_report import ALTERED, Report
from broadsheet.archive.records import CommentRecord, MentionRecord, StoryRecord
from broadsheet.comments import Comment, Contribution, Mention, take_in_discussions
from broadsheet.stories import Story


@dataclass
class Discussions:
    """Adds what readers said to stories that are here; what was taken in before stays as it is."""

    ids: ImportedIds
    report: Report

    def add(self, pairs: Sequence[tuple[StoryRecord, Story]]) -> list[int]:
        """Write what is new of each discussion. Gives the ids of the stories that got something."""
        known = self.ids.rows("comment", self._ids(pairs))
        mentioned = self.ids.rows("mention", {one.foreign for record, _ in pairs for one in record.mentions})
        new = [(story, self._comments(record, story, known)) for record, story in pairs]
        self._write([(story, rows) for story, rows in new if rows])
        mentions = [self._mentions(record, story, mentioned) for record, story in pairs]
        return [story.pk for (story, rows), count in zip(new, mentions, strict=True) if rows or count]

    def _write(self, new: list[tuple[Story, list[Contribution]]]) -> None:
        if new and not self.report.dry_run:
            written = take_in_discussions(new)
            self.ids.remember("comment", ((foreign, row, "") for ids in written for foreign, row in ids.items()))

    @staticmethod
    def _ids(pairs: Sequence[tuple[StoryRecord, Story]]) -> set[str]:
        comments = [comment for record, _ in pairs for comment in record.comments]
        return {comment.foreign for comment in comments} | {comment.parent for comment in comments} - {""}

    def _comments(self, record: StoryRecord, story: Story, known: dict[str, int]) -> list[Contribution]:
        """The comments that are not here, counted and reported."""
        here = self._of_story(record, story, known)
        comments = fresh(record, known, here)
        for comment in comments:
            comment.created = at_the_latest(comment, story.published_at or timezone.now())
            self.report.note(ALTERED, "comment", comment.foreign, comment.notes, comment.name)
        self.report.taken["comments"] += len(comments)
        self.report.unchanged["comments"] += sum(comment.foreign in known for comment in record.comments)
        known |= {comment.foreign: 0 for comment in comments}
        return [_row(comment, here) for comment in comments]

    @staticmethod
    def _of_story(record: StoryRecord, story: Story, known: dict[str, int]) -> dict[str, int]:
        """Of the comments known before, those that new ones of this story answer and that are its own."""
        answered = {comment.parent: known[comment.parent] for comment in record.comments if comment.parent in known}
        if not answered or story.pk is None:
            return {}
        own = set(Comment.objects.filter(story=story, pk__in=answered.values()).values_list("pk", flat=True))
        return {foreign: row for foreign, row in answered.items() if row in own}

    def _mentions(self, record: StoryRecord, story: Story, known: dict[str, int]) -> int:
        new = list({one.foreign: one for one in record.mentions if one.foreign not in known}.values())
        rows = [
            Mention(
                story=story, kind=one.kind, source=one.source, title=one.title, text=one.text, state=one.state,
                created=at_the_latest(one, story.published_at or timezone.now()),
            )
            for one in new
        ]  # fmt: skip
        for one in new:
            self.report.note(ALTERED, "mention", one.foreign, one.notes, one.title)
        self.report.taken["mentions"] += len(new)
        self.report.unchanged["mentions"] += len(record.mentions) - len(new)
        if new and not self.report.dry_run:
            Mention.objects.bulk_create(rows)
            self.ids.remember("mention", ((one.foreign, row.pk, "") for one, row in zip(new, rows, strict=True)))
        known |= {one.foreign: 0 for one in new}
        return len(new)


def _row(comment: CommentRecord, here: dict[str, int]) -> Contribution:
    assert comment.created is not None
    return Contribution(
        key=comment.foreign, parent=here.get(comment.parent, comment.parent or None), name=comment.name, email=comment.email,
        website=comment.website, text=comment.text, html=comment.html, created=comment.created, state=comment.state,
    )  # fmt: skip


def fresh(record: StoryRecord, known: dict[str, int], here: dict[str, int]) -> list[CommentRecord]:
    """The comments that are not here yet, parents before their replies; `here` are known ones of the same story."""
    seen: set[str] = set()
    new = []
    for comment in record.comments:
        if comment.foreign not in known and comment.foreign not in seen:
            seen.add(comment.foreign)
            new.append(comment)
    return in_order(new, here)


def in_order(comments: Sequence[CommentRecord], known: dict[str, int]) -> list[CommentRecord]:
    """Parents before replies; what has no parent here, or is its own ancestor, becomes top-level and says so."""
    by_id = {comment.foreign: comment for comment in comments}
    for comment in comments:
        if comment.parent and comment.parent not in by_id and comment.parent not in known:
            comment.notes.append(
                f"the comment it answers ({comment.parent[:40]}) is not in this discussion; it is top-level now"
            )
            comment.parent = ""
    ordered: dict[str, CommentRecord] = {}
    for comment in comments:
        _place(comment, by_id, ordered)
    return list(ordered.values())


def _place(comment: CommentRecord, by_id: dict[str, CommentRecord], ordered: dict[str, CommentRecord]) -> None:
    """Put the comment's ancestors that are not placed yet, then itself; a circle is broken at its first."""
    path: dict[str, CommentRecord] = {}
    current: CommentRecord | None = comment
    while current is not None and current.foreign not in ordered and current.foreign not in path:
        path[current.foreign] = current
        current = by_id.get(current.parent)
    if current is not None and current.foreign in path:
        current.notes.append("it answers itself in a circle; it is top-level now")
        current.parent = ""
        names = list(path)
        round_trip = names.index(current.foreign)
        names = names[:round_trip] + names[round_trip + 1 :] + [current.foreign]
        path = {name: path[name] for name in names}
    for name in reversed(path):
        ordered[name] = path[name]


def at_the_latest(comment: CommentRecord | MentionRecord, fallback: datetime) -> datetime:
    """Its time, or the story's where it has none, which is noted."""
    if comment.created is not None:
        return comment.created
    comment.notes.append("it has no time; it has the story's now")
    return fallback
