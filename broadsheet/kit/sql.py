"""The kit's statements by hand, and what it asks of the database's make."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

# Counts one more of a key in its window, or begins a new window. One statement, so that processes that count at the same
# moment count together on both databases.
_COUNT = """
    INSERT INTO broadsheet_pace (key, times, until) VALUES (%(key)s, 1, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN broadsheet_pace.until > %(now)s THEN broadsheet_pace.times + 1 ELSE 1 END,
        until = CASE WHEN broadsheet_pace.until > %(now)s THEN broadsheet_pace.until ELSE excluded.until END
    RETURNING times
"""


def count_up(fields: Mapping[str, str]) -> int:
    """`key`, `now` and `until` as the database compares them; gives the count in the window that is open now."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, fields)
        return int(cursor.fetchone()[0])


def locks_with_files() -> bool:
    """SQLite has no locks that another process can wait for or ask about, so files are locked in their place."""
    return connection.vendor == "sqlite"


def try_advisory_lock(number: int) -> bool:
    """PostgreSQL's session lock of this number; False where another session has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def release_advisory_lock(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def wait_for_advisory_lock(number: int) -> bool:
    """Take PostgreSQL's lock of this number for this session, as soon as no other has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    return True


def written_up_to() -> str:
    """How far PostgreSQL's log of writes has come, of all its databases."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return str(cursor.fetchone()[0])
