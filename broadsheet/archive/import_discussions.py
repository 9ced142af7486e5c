"""Discussions of stories taken in: each comment once, under its true parent, at its true time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from broadsheet.archive.import_ids import Memory
from broadsheet.archive.loss_report import ALTERED, Report
from broadsheet.archive.records import Piece, Reaction, Remark
from broadsheet.comments import Comment, Contribution, Mention, take_in_discussions
from broadsheet.stories import Story


@dataclass
class Discussions:
    """Adds what readers said to stories that are here; what was taken in before stays as it is."""

    memory: Memory
    report: Report

    def add(self, pairs: Sequence[tuple[Piece, Story]]) -> list[int]:
        """Write what is new of each discussion. Gives the ids of the stories that got something."""
        known = self.memory.rows("comment", self._ids(pairs))
        mentioned = self.memory.rows("mention", {one.foreign for piece, _ in pairs for one in piece.reactions})
        new = [(story, self._comments(piece, story, known)) for piece, story in pairs]
        self._write([(story, rows) for story, rows in new if rows])
        mentions = [self._mentions(piece, story, mentioned) for piece, story in pairs]
        return [story.pk for (story, rows), count in zip(new, mentions, strict=True) if rows or count]

    def _write(self, new: list[tuple[Story, list[Contribution]]]) -> None:
        if new and not self.report.dry_run:
            written = take_in_discussions(new)
            self.memory.remember("comment", ((foreign, row, "") for ids in written for foreign, row in ids.items()))

    @staticmethod
    def _ids(pairs: Sequence[tuple[Piece, Story]]) -> set[str]:
        remarks = [remark for piece, _ in pairs for remark in piece.remarks]
        return {remark.foreign for remark in remarks} | {remark.parent for remark in remarks} - {""}

    def _comments(self, piece: Piece, story: Story, known: dict[str, int]) -> list[Contribution]:
        """The comments that are not here, counted and reported."""
        here = self._of_story(piece, story, known)
        remarks = fresh(piece, known, here)
        for remark in remarks:
            remark.created = at_the_latest(remark, story.published_at or timezone.now())
            self.report.note(ALTERED, "comment", remark.foreign, remark.notes, remark.name)
        self.report.taken["comments"] += len(remarks)
        self.report.unchanged["comments"] += sum(remark.foreign in known for remark in piece.remarks)
        known |= {remark.foreign: 0 for remark in remarks}
        return [_row(remark, here) for remark in remarks]

    @staticmethod
    def _of_story(piece: Piece, story: Story, known: dict[str, int]) -> dict[str, int]:
        """Of the comments known before, those that new ones of this story answer and that are its own."""
        answered = {remark.parent: known[remark.parent] for remark in piece.remarks if remark.parent in known}
        if not answered or story.pk is None:
            return {}
        own = set(Comment.objects.filter(story=story, pk__in=answered.values()).values_list("pk", flat=True))
        return {foreign: row for foreign, row in answered.items() if row in own}

    def _mentions(self, piece: Piece, story: Story, known: dict[str, int]) -> int:
        new = list({one.foreign: one for one in piece.reactions if one.foreign not in known}.values())
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
        self.report.unchanged["mentions"] += len(piece.reactions) - len(new)
        if new and not self.report.dry_run:
            Mention.objects.bulk_create(rows)
            self.memory.remember("mention", ((one.foreign, row.pk, "") for one, row in zip(new, rows, strict=True)))
        known |= {one.foreign: 0 for one in new}
        return len(new)


def _row(remark: Remark, here: dict[str, int]) -> Contribution:
    assert remark.created is not None
    return Contribution(
        key=remark.foreign, parent=here.get(remark.parent, remark.parent or None), name=remark.name, email=remark.email,
        website=remark.website, text=remark.text, html=remark.html, created=remark.created, state=remark.state,
    )  # fmt: skip


def fresh(piece: Piece, known: dict[str, int], here: dict[str, int]) -> list[Remark]:
    """The comments that are not here yet, parents before their replies; `here` are known ones of the same story."""
    seen: set[str] = set()
    new = []
    for remark in piece.remarks:
        if remark.foreign not in known and remark.foreign not in seen:
            seen.add(remark.foreign)
            new.append(remark)
    return in_order(new, here)


def in_order(remarks: Sequence[Remark], known: dict[str, int]) -> list[Remark]:
    """Parents before replies; what has no parent here, or is its own ancestor, becomes top-level and says so."""
    by_id = {remark.foreign: remark for remark in remarks}
    for remark in remarks:
        if remark.parent and remark.parent not in by_id and remark.parent not in known:
            remark.notes.append(
                f"the comment it answers ({remark.parent[:40]}) is not in this discussion; it is top-level now"
            )
            remark.parent = ""
    ordered: dict[str, Remark] = {}
    for remark in remarks:
        _place(remark, by_id, ordered)
    return list(ordered.values())


def _place(remark: Remark, by_id: dict[str, Remark], ordered: dict[str, Remark]) -> None:
    """Put the comment's ancestors that are not placed yet, then itself; a circle is broken at its first."""
    path: dict[str, Remark] = {}
    current: Remark | None = remark
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


def at_the_latest(remark: Remark | Reaction, fallback: datetime) -> datetime:
    """Its time, or the story's where it has none, which is noted."""
    if remark.created is not None:
        return remark.created
    remark.notes.append("it has no time; it has the story's now")
    return fallback
