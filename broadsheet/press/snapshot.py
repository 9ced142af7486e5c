"""One consistent view of the database, and the edition that it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from broadsheet import ledger
from broadsheet.kit import cache_for_request


@contextmanager
def snapshot() -> Iterator[int]:
    """Read everything inside as of one moment; gives the edition of that moment, read first.

    Django begins transactions on SQLite as IMMEDIATE here, which would stop every writer while a sheet is composed: a
    reader only needs DEFERRED. PostgreSQL needs REPEATABLE READ to keep one view over several queries. Within a
    transaction that is already open (a test, a verb) its view is used. The site is read once, too.
    """
    if connection.in_atomic_block:
        yield from _of_now()
        return
    with _read_only_beginning(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield from _of_now()


def _of_now() -> Iterator[int]:
    edition = ledger.latest()
    with cache_for_request():
        yield edition


@contextmanager
def _read_only_beginning() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]
