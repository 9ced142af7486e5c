"""The ledger's statements by hand: every write of the whole site ends with one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

_ONE_AT_A_TIME = 0x1ED6E12  # the number of this table's advisory lock: any number, the same in every process

_RECORD = """
    INSERT INTO broadsheet_entry (kind, story, comment, person, at) VALUES (%s, %s, %s, %s, %s) RETURNING number
"""
# In one statement: the line, and with it its number, is only made once the lock is held.
_WAIT_AND_RECORD = """
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))
    INSERT INTO broadsheet_entry (kind, story, comment, person, at)
    SELECT %s, %s::bigint, %s::bigint, %s::bigint, %s::timestamptz FROM turn RETURNING number
"""


def insert_entry(line: Sequence[Any]) -> int:
    """One line (kind, story, comment, person, at); gives its number.

    PostgreSQL hands out numbers before commits become visible, so a reader could step over a line that commits late. The
    advisory lock makes numbers visible in order: it is held from here to the commit, so this comes last in a
    transaction. SQLite has one writer at a time and needs no lock.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_WAIT_AND_RECORD, [_ONE_AT_A_TIME, *line])
        else:
            cursor.execute(_RECORD, line)
        return int(cursor.fetchone()[0])


def wait_for_earlier_commits() -> None:
    """Take that lock until the end of the transaction, before many lines are written in another way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def moment_and_bounds(number: int, story: int) -> tuple[object, int | None, int | None]:
    """When the line `number` was written (as the database gives it; None where there is none), the newest number of all,
    and the story's first. In one statement: every comment with a known edition asks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOMENT_AND_BOUNDS, [number, story])
        at, newest, first = cursor.fetchone()
        return at, newest, first


_MOMENT_AND_BOUNDS = """
    SELECT (SELECT at FROM broadsheet_entry WHERE number = %s), (SELECT MAX(number) FROM broadsheet_entry),
        (SELECT MIN(number) FROM broadsheet_entry WHERE story = %s)
"""


def highest_ids() -> dict[str, int]:
    """The highest number that each table (or, on PostgreSQL, each sequence) has given out."""
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST[connection.vendor])
        return {name: number for name, number in cursor.fetchall() if number}


def advance_sequences(known: dict[str, int], by: int) -> None:
    """Let every table go on by so many beyond what it has given out, and beyond what is known of it."""
    highest, tables = highest_ids(), set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name in highest.keys() | known.keys():
            number = max(highest.get(name, 0), known.get(name, 0)) + by
            cursor.execute(_ADVANCE[connection.vendor], [number, name])
            if connection.vendor == "sqlite" and not cursor.rowcount and name in tables:
                cursor.execute("INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)", [number, name])


# Django's tables count with AUTOINCREMENT on SQLite, so a number is not given out again even when its row is deleted.
_HIGHEST = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": """
        SELECT tables.relname, pg_sequence_last_value(sequences.oid::regclass) FROM pg_class sequences
        JOIN pg_depend own ON own.objid = sequences.oid AND own.deptype IN ('a', 'i')
        JOIN pg_class tables ON tables.oid = own.refobjid
        WHERE sequences.relkind = 'S' AND tables.relnamespace = current_schema()::regnamespace
    """,
}
_ADVANCE = {
    "sqlite": "UPDATE sqlite_sequence SET seq = %s WHERE name = %s",
    "postgresql": """
        SELECT setval(sequences.oid::regclass, %s) FROM pg_class sequences
        JOIN pg_depend own ON own.objid = sequences.oid AND own.deptype IN ('a', 'i')
        JOIN pg_class tables ON tables.oid = own.refobjid
        WHERE sequences.relkind = 'S' AND tables.relnamespace = current_schema()::regnamespace AND tables.relname = %s
    """,
}
