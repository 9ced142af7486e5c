"""Writing lines of the ledger."""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Entry
from broadsheet.ledger.sql import insert_entry, wait_for_earlier_commits


def record(kind: Kind, *, story: int | None = None, comment: int | None = None, person: int | None = None) -> int:
    """Add one line and give its number.

    Call it last in the verb's transaction: on PostgreSQL no other line can be written from here to the commit.
    """
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    return insert_entry([str(kind), story, comment, person, at])


def record_many(kind: Kind, stories: Iterable[int]) -> None:
    """One line for each of the stories, as an import leaves them. Call it last, as `record`."""
    wait_for_earlier_commits()
    Entry.objects.bulk_create([Entry(kind=kind, story=story) for story in stories], batch_size=200)
