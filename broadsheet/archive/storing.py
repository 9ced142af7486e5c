"""Writing what was read: a batch of stories with their discussions in one short transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from broadsheet import ledger
from broadsheet.archive.import_discussions import Discussions
from broadsheet.archive.import_ids import Memory, digest_of
from broadsheet.archive.import_taxonomies import Files
from broadsheet.archive.loss_report import ALTERED, LEFT, Report
from broadsheet.archive.old_addresses import Addresses, redirect
from broadsheet.archive.records import Piece
from broadsheet.ledger import Kind
from broadsheet.stories import Arrival, Openness, Story, add_stories, change_story

_STORIES, _COMMENTS, _LETTERS = 50, 2_000, 2_000_000  # in one transaction: no writer elsewhere waits for longer


@dataclass
class Store:
    """Takes pieces one by one and writes them in batches. A dry run reads and reports the same, and writes nothing."""

    memory: Memory
    files: Files
    report: Report
    waiting: list[Piece] = field(default_factory=list)
    comments: int = 0  # that wait
    letters: int = 0

    def __post_init__(self) -> None:
        self.dry_run = self.report.dry_run
        self.addresses = Addresses(self.dry_run)
        self.discussions = Discussions(self.memory, self.report)

    def add(self, piece: Piece) -> None:
        self.waiting.append(piece)
        self.comments += len(piece.remarks)
        self.letters += sum(len(str(block["value"])) for block in piece.body)
        if len(self.waiting) >= _STORIES or self.comments >= _COMMENTS or self.letters >= _LETTERS:
            self.flush()

    def flush(self) -> None:
        """Write what waits. Last come the ledger's lines: one for each story, and one if every page gets a new section."""
        pieces, self.waiting, self.comments, self.letters = self.waiting, [], 0, 0
        if not pieces:
            return
        self.addresses.begin()
        sections = self.files.made["section"]
        with transaction.atomic():
            touched = self._stories(pieces)
            if not self.dry_run and self.files.made["section"] > sections:
                ledger.record(Kind.HOUSE_CHANGED)
            if not self.dry_run and touched:
                ledger.record_many(Kind.TAKEN_IN, stories=touched)

    def _stories(self, pieces: list[Piece]) -> list[int]:
        taken = self.memory.taken("story", [piece.foreign for piece in pieces])
        rows = Story.objects.in_bulk([one.row for one in taken.values()])
        new = [piece for piece in pieces if piece.foreign not in taken]
        touched = dict.fromkeys(self._add(new))
        standing: list[tuple[Piece, Story]] = []
        for piece in pieces:
            if (one := taken.get(piece.foreign)) is None:
                continue
            row = rows.get(one.row)
            if row is None:
                self._note(piece, LEFT, "it was taken in before and deleted here since; it stays deleted")
                continue
            if self._change(piece, row, one.digest):
                touched[row.pk] = None
            standing.append((piece, row))
        touched |= dict.fromkeys(self.discussions.add(standing))
        return list(touched)

    def _add(self, pieces: list[Piece]) -> list[int]:
        """New stories with their discussions; gives the ids of their rows."""
        arrivals = [
            self._arrival(piece, Story(address=address))
            for piece, address in zip(pieces, self.addresses.choose(pieces), strict=True)
        ]
        stories = [arrival.story for arrival in arrivals]
        for piece in pieces:
            self.report.taken["pages" if piece.page else "stories"] += 1
            self._notes(piece)
        if not self.dry_run:
            add_stories(arrivals)
            self.memory.remember(
                "story", ((piece.foreign, row.pk, digest_of(row)) for piece, row in zip(pieces, stories, strict=True))
            )
            redirect(row for piece, story in zip(pieces, stories, strict=True) for row in _former(piece, story))
        self.discussions.add(list(zip(pieces, stories, strict=True)))
        return [story.pk for story in stories]

    def _change(self, piece: Piece, row: Story, digest: str) -> bool:
        """Bring a story up to date that changed there and not here. Gives whether it did."""
        kept = digest_of(row)
        if piece.timeless:
            piece.published_at = row.published_at
        arrival = self._arrival(piece, row)
        kind = "pages" if piece.page else "stories"
        if digest_of(row) == digest:
            self.report.unchanged[kind] += 1
            return False
        if row.changed_by_staff is not None or kept != digest:
            self._note(piece, LEFT, "it changed there, but the newsroom changed it here; the newsroom's stays")
            return False
        self._notes(piece)
        self.report.taken[f"{kind} brought up to date"] += 1
        if not self.dry_run:
            change_story(arrival)
            self.memory.remember("story", [(piece.foreign, row.pk, digest_of(row))])
            redirect(_former(piece, row))
        return True

    def _arrival(self, piece: Piece, row: Story) -> Arrival:
        """Write the piece into the row, which is not saved yet."""
        section = self.files.section(piece.section) if piece.section else None
        authors = [self.files.author(piece.author)] if piece.author else []
        tags = [self.files.tag(tag) for tag in piece.tags]
        facts: dict[str, Any] = {
            "headline": piece.headline, "standfirst": piece.standfirst, "body": piece.body, "page": piece.page,
            "language": piece.language, "section_id": section, "lead_id": piece.lead, "live": piece.live,
            "published_at": piece.published_at, "discussion_is": Openness.CLOSED if piece.closed else Openness.OPEN,
            "has_unpublished_changes": not piece.live,
            "first_published_at": piece.published_at if piece.live else None,
            "last_published_at": (piece.changed_at or piece.published_at) if piece.live else None,
        }  # fmt: skip
        for name, value in facts.items():
            setattr(row, name, value)
        return Arrival(row, authors, tags, piece.due)

    def _notes(self, piece: Piece) -> None:
        self._note(piece, ALTERED, piece.notes)

    def _note(self, piece: Piece, what: str, reasons: str | list[str]) -> None:
        self.report.note(what, "page" if piece.page else "story", piece.foreign, reasons, piece.headline)


def _former(piece: Piece, story: Story) -> list[tuple[str, int | None, str]]:
    """Every address that led to the story there, and those of its feed."""
    paths: list[tuple[str, int | None, str]] = [
        (path, story.pk, "") for path in piece.former if path not in {story.address, "/"}
    ]
    for path in {story.address, piece.address} - {""} if story.live else ():
        paths += [(f"{path}{feed}", None, f"{story.address}comments.atom") for feed in ("feed/", "feed/atom/")]
    return paths
