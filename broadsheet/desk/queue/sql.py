"""The queue's SQL: walks along one named index, bulk updates by hand, and the lock of the index rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection

Key = tuple[Any, int]  # urgency or creation time, comment id
Order = Literal["urgency", "created"]
WAITS, CALM = "urgency IS NOT NULL", "urgency IS NULL"
HELD, FLAGGED, AUDIT, FRESH = "state = 'held'", "state = 'published' AND flags > 0", "audit", "fresh"
COUNTED = ("held", "flagged", "audit", "fresh", "published", "spam", "removed", "waits")
_ONE_AT_A_TIME = 0xCA5E  # any number, the same everywhere: the advisory lock of the index rows


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a walk asks of each row: columns with their values, the sections allowed (None: all), and fixed conditions."""

    equal: tuple[tuple[str, Any], ...] = ()
    sections: frozenset[int] | None = None
    fixed: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        """The text after WHERE."""
        parts = [*self.fixed, *(f"{column} = %s" for column, _ in self.equal)]
        if self.sections is not None:
            parts.append(f"section IN ({', '.join(['%s'] * len(self.sections))})")
        return " AND ".join(parts) or "TRUE"

    @property
    def values(self) -> list[Any]:
        """The values of `sql`, in its order."""
        return [*(value for _, value in self.equal), *sorted(self.sections or ())]


def keys_along(
    index: str, by: Order, conditions: Conditions, *, most: int, after: Key | None, oldest: bool
) -> list[Key]:
    """At most so many keys in the order of `by`, after `after`, read along the index named.

    By hand, because the ORM cannot name an index (see `_hint`) nor compare pairs, and rows of the model are not wanted.
    """
    where, values = conditions.sql, conditions.values
    than, order = (">", "ASC") if oldest else ("<", "DESC")
    if after is not None:
        where, values = f"{where} AND ({by}, comment_id) {than} (%s, %s)", [*values, *after]
    query = (
        f"SELECT {by}, comment_id FROM broadsheet_queueitem {_hint(index)} WHERE {where} "  # noqa: S608 - our own words
        f"ORDER BY {by} {order}, comment_id {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, most])
        return [(row[0], int(row[1])) for row in cursor.fetchall()]


def ids_along(index: str, conditions: Conditions, *, most: int) -> list[int]:
    """At most so many comment ids, in no order, read along the index named (by hand for the same reason)."""
    query = f"SELECT comment_id FROM broadsheet_queueitem {_hint(index)} WHERE {conditions.sql} LIMIT %s"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(query, [*conditions.values, most])
        return [row[0] for row in cursor.fetchall()]


def _hint(index: str) -> str:
    """SQLite is told which index to use, since it knows nothing of how common a value is. PostgreSQL keeps statistics."""
    return f"INDEXED BY {index}" if connection.vendor == "sqlite" else ""


def as_parameter(moment: datetime) -> Any:
    """A time as the database compares it with a column in the statements above."""
    return connection.ops.adapt_datetimefield_value(moment)


def count_by_writer(writers: Iterable[int], states: Sequence[str], *, most: int) -> list[tuple[int, str, int]]:
    """(writer, state, how many comments) for every pair; no more than `most` are counted of each.

    By hand, because each bounded count must be a walk of its own: GROUP BY would read all that a writer ever wrote.
    """
    one = (
        "SELECT %s AS writer, %s AS state, (SELECT count(*) FROM (SELECT 1 FROM broadsheet_queueitem "
        "WHERE writer = %s AND state = %s LIMIT %s) AS few) AS times"
    )
    pairs = [(writer, state) for writer in sorted(writers) for state in states]
    if not pairs:
        return []
    values = [value for writer, state in pairs for value in (writer, state, writer, state, most)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(pairs)), values)
        return [(int(writer), str(state), int(times)) for writer, state, times in cursor.fetchall()]


def add_to_counts(changes: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Add to a story's counts: (story, how much to add to each of `COUNTED`).

    By hand, because a bulk job changes as many stories: one prepared statement, run for each of them.
    """
    add = (
        f"UPDATE broadsheet_queuecount SET {', '.join(f'{name} = {name} + %s' for name in COUNTED)} WHERE story_id = %s"  # noqa: S608 - our own words
    )
    with connection.cursor() as cursor:
        cursor.executemany(add, [[*amounts, story] for story, amounts in changes])


def set_decisions(pairs: Iterable[tuple[int, int]]) -> None:
    """Note (decision, id of the bulk job's item). By hand: `bulk_update` would build one CASE of a hundred branches."""
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE broadsheet_bulkjobitem SET decision = %s WHERE id = %s", list(pairs))


def wait_for_other_writers() -> None:
    """Hold the lock of the index rows until the transaction ends. SQLite has one writer at a time and needs no lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
