"""Writing a line."""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Entry

_ONE_AT_A_TIME = 0x1ED6E12  # any number, the same everywhere: the advisory lock of this table


def record(kind: Kind, *, story: int | None = None, comment: int | None = None, person: int | None = None) -> int:
    """Add one line and give its number; call it last in the verb's transaction.

    PostgreSQL hands out numbers before commits become visible, so a reader could step over a line that commits late.
    The advisory lock makes numbers visible in order: it is held from here to the commit, which is why this comes last.
    SQLite has one writer at a time and needs no lock.
    """
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    line = [str(kind), story, comment, person, at]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_WAIT_AND_RECORD, [_ONE_AT_A_TIME, *line])
        else:
            cursor.execute(_RECORD, line)
        return int(cursor.fetchone()[0])


_RECORD = """
    INSERT INTO broadsheet_entry (kind, story, comment, person, at) VALUES (%s, %s, %s, %s, %s) RETURNING number
"""
# In one statement: the line, and with it its number, is only made once the lock is held.
_WAIT_AND_RECORD = """
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))
    INSERT INTO broadsheet_entry (kind, story, comment, person, at)
    SELECT %s, %s::bigint, %s::bigint, %s::bigint, %s::timestamptz FROM turn RETURNING number
"""


def record_many(kind: Kind, stories: Iterable[int]) -> None:
    """One line for each of the stories, as an import leaves them."""
    _wait_for_earlier_commits()
    Entry.objects.bulk_create([Entry(kind=kind, story=story) for story in stories], batch_size=200)


def _wait_for_earlier_commits() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
