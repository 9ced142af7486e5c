"""Taking turns at the database."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that waits for its turn as long as it takes, and not longer.

    SQLite lets one process write at a time, and has another look again after up to a tenth of a second: under load one
    process keeps the others out for seconds. The file system wakes the next at once. Inside another transaction, and on
    PostgreSQL, it is a plain one.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    turn = os.open(settings.DATA / "turns.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with transaction.atomic():
            yield
    finally:
        os.close(turn)


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether no other process is at what `name` names. A killed one's lock ends with it, on both databases."""
    if connection.vendor == "sqlite":
        with (settings.DATA / f"{name}.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True
        return
    number = zlib.crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
