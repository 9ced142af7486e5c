"""Writing what was read: a batch of stories with their discussions in one short transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from broadsheet import ledger
from broadsheet.archive.import_discussions import Discussions
from broadsheet.archive.import_ids import ImportedIds, digest_of
from broadsheet.archive.import_terms import Terms
from broadsheet.archive.loss_report import ALTERED, LEFT, Report
from broadsheet.archive.old_addresses import Addresses, redirect
from broadsheet.archive.records import Redirect, StoryRecord
from broadsheet.ledger import Kind
from broadsheet.stories import Arrival, Openness, Story, add_stories, change_story

_STORIES, _COMMENTS, _LETTERS = 50, 2_000, 2_000_000  # in one transaction: no writer elsewhere waits for longer


@dataclass
class Store:
    """Takes records one by one and writes them in batches. A dry run reads and reports the same, and writes nothing."""

    ids: ImportedIds
    terms: Terms
    report: Report
    waiting: list[StoryRecord] = field(default_factory=list)
    comments: int = 0  # that wait
    letters: int = 0

    def __post_init__(self) -> None:
        self.dry_run = self.report.dry_run
        self.addresses = Addresses(self.dry_run)
        self.discussions = Discussions(self.ids, self.report)

    def add(self, record: StoryRecord) -> None:
        self.waiting.append(record)
        self.comments += len(record.comments)
        self.letters += sum(len(str(block["value"])) for block in record.body)
        if len(self.waiting) >= _STORIES or self.comments >= _COMMENTS or self.letters >= _LETTERS:
            self.flush()

    def flush(self) -> None:
        """Write what waits. Last come the ledger's lines: one for each story, and one if every page gets a new section."""
        records, self.waiting, self.comments, self.letters = self.waiting, [], 0, 0
        if not records:
            return
        self.addresses.begin()
        sections = self.terms.made["section"]
        with transaction.atomic():
            touched = self._stories(records)
            if not self.dry_run and self.terms.made["section"] > sections:
                ledger.record(Kind.SITE_CHANGED)
            if not self.dry_run and touched:
                ledger.record_many(Kind.IMPORTED, stories=touched)

    def _stories(self, records: list[StoryRecord]) -> list[int]:
        taken = self.ids.taken("story", [record.foreign for record in records])
        rows = Story.objects.in_bulk([one.row for one in taken.values()])
        new = [record for record in records if record.foreign not in taken]
        touched = dict.fromkeys(self._add(new))
        standing: list[tuple[StoryRecord, Story]] = []
        for record in records:
            if (one := taken.get(record.foreign)) is None:
                continue
            row = rows.get(one.row)
            if row is None:
                self._note(record, LEFT, "it was taken in before and deleted here since; it stays deleted")
                continue
            if self._change(record, row, one.digest):
                touched[row.pk] = None
            standing.append((record, row))
        touched |= dict.fromkeys(self.discussions.add(standing))
        return list(touched)

    def _add(self, records: list[StoryRecord]) -> list[int]:
        """New stories with their discussions; gives the ids of their rows."""
        arrivals = [
            self._arrival(record, Story(address=address))
            for record, address in zip(records, self.addresses.choose(records), strict=True)
        ]
        stories = [arrival.story for arrival in arrivals]
        for record in records:
            self.report.taken["pages" if record.page else "stories"] += 1
            self._notes(record)
        if not self.dry_run:
            add_stories(arrivals)
            self.ids.remember(
                "story",
                ((record.foreign, row.pk, digest_of(row)) for record, row in zip(records, stories, strict=True)),
            )
            redirect(row for record, story in zip(records, stories, strict=True) for row in _former(record, story))
        self.discussions.add(list(zip(records, stories, strict=True)))
        return [story.pk for story in stories]

    def _change(self, record: StoryRecord, row: Story, digest: str) -> bool:
        """Bring a story up to date that changed there and not here. Gives whether it did."""
        kept = digest_of(row)
        if record.timeless:
            record.published_at = row.published_at
        arrival = self._arrival(record, row)
        kind = "pages" if record.page else "stories"
        if digest_of(row) == digest:
            self.report.unchanged[kind] += 1
            return False
        if row.changed_by_staff is not None or kept != digest:
            self._note(record, LEFT, "it changed there, but the newsroom changed it here; the newsroom's stays")
            return False
        self._notes(record)
        self.report.taken[f"{kind} brought up to date"] += 1
        if not self.dry_run:
            change_story(arrival)
            self.ids.remember("story", [(record.foreign, row.pk, digest_of(row))])
            redirect(_former(record, row))
        return True

    def _arrival(self, record: StoryRecord, row: Story) -> Arrival:
        """Write the record into the row, which is not saved yet."""
        section = self.terms.section(record.section) if record.section else None
        authors = [self.terms.author(record.author)] if record.author else []
        tags = [self.terms.tag(tag) for tag in record.tags]
        facts: dict[str, Any] = {
            "headline": record.headline, "standfirst": record.standfirst, "body": record.body, "page": record.page,
            "language": record.language, "section_id": section, "lead_id": record.lead, "live": record.live,
            "published_at": record.published_at, "discussion_is": Openness.CLOSED if record.closed else Openness.OPEN,
            "has_unpublished_changes": not record.live,
            "first_published_at": record.published_at if record.live else None,
            "last_published_at": (record.changed_at or record.published_at) if record.live else None,
        }  # fmt: skip
        for name, value in facts.items():
            setattr(row, name, value)
        return Arrival(row, authors, tags, record.due)

    def _notes(self, record: StoryRecord) -> None:
        self._note(record, ALTERED, record.notes)

    def _note(self, record: StoryRecord, what: str, reasons: str | list[str]) -> None:
        self.report.note(what, "page" if record.page else "story", record.foreign, reasons, record.headline)


def _former(record: StoryRecord, story: Story) -> list[Redirect]:
    """Every address that led to the story there, and those of its feed."""
    redirects = [Redirect(path, story=story.pk) for path in record.former if path not in {story.address, "/"}]
    for path in {story.address, record.address} - {""} if story.live else ():
        redirects += [Redirect(f"{path}{feed}", f"{story.address}comments.atom") for feed in ("feed/", "feed/atom/")]
    return redirects
