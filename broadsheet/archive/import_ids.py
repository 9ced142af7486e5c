"""Which foreign record became which row, so that the same import adds nothing twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from broadsheet.archive.models import Taken
from broadsheet.stories import Story

_AT_A_TIME = 5_000


@dataclass(slots=True)
class ImportedIds:
    """What is known of one origin."""

    origin: str

    def rows(self, record: str, foreign: Iterable[str]) -> dict[str, int]:
        """The rows that these records became, as far as they were taken in."""
        return {taken.foreign: taken.row for taken in self.taken(record, foreign).values()}

    def row(self, record: str, foreign: str) -> int | None:
        return (
            Taken.objects.filter(origin=self.origin, record=record, foreign=foreign)
            .values_list("row", flat=True)
            .first()
        )

    def taken(self, record: str, foreign: Iterable[str]) -> dict[str, Taken]:
        wanted = list(foreign)
        found: dict[str, Taken] = {}
        for start in range(0, len(wanted), _AT_A_TIME):
            some = Taken.objects.filter(
                origin=self.origin, record=record, foreign__in=wanted[start : start + _AT_A_TIME]
            )
            found.update((taken.foreign, taken) for taken in some)
        return found

    def remember(self, record: str, pairs: Iterable[tuple[str, int, str]]) -> None:
        """Keep (foreign id, row, digest) of each."""
        Taken.objects.bulk_create(
            [
                Taken(origin=self.origin, record=record, foreign=foreign, row=row, digest=digest)
                for foreign, row, digest in pairs
            ],
            update_conflicts=True,
            unique_fields=["origin", "record", "foreign"],
            update_fields=["row", "digest"],
            batch_size=2_000,
        )


def digest_of(story: Story) -> str:
    """A digest of what an import writes into a story and the newsroom may change; the same before and after saving."""
    published = story.published_at.astimezone(UTC).isoformat() if story.published_at else ""
    body = [[block["type"], block["value"]] for block in story.body.raw_data]
    facts = [
        story.headline, story.standfirst, story.language, story.section_id, story.lead_id, published, story.live,
        story.page, body,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def short(foreign: str) -> str:
    """A foreign id as it fits the column: long ones by their digest."""
    return foreign if len(foreign) <= 200 else hashlib.sha256(foreign.encode()).hexdigest()
