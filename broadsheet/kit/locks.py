"""Locks between processes: a write transaction that waits for its turn, and work that only one process does at a time."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from broadsheet.kit.sql import locks_with_files, release_advisory_lock, try_advisory_lock, wait_for_advisory_lock


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that waits for its turn as long as it takes, and not longer.

    SQLite lets one process write at a time, and has another look again after up to a tenth of a second: under load one
    process keeps the others out for seconds. The file system wakes the next at once. Inside another transaction, and on
    PostgreSQL, it is a plain one.
    """
    if not locks_with_files() or connection.in_atomic_block:
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
def alone(name: str, *, wait: bool = False) -> Iterator[bool]:
    """A lock between processes, on PostgreSQL between machines: yields False where another process holds the lock of this name.

    With `wait` it waits for that one's end. A process that dies releases its locks, on both databases; none needs a table.
    """
    if locks_with_files():
        with (settings.DATA / f"{name}.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True
        return
    number = zlib.crc32(name.encode())
    mine = wait_for_advisory_lock(number) if wait else try_advisory_lock(number)
    try:
        yield mine
    finally:
        if mine and connection.connection and not connection.connection.closed:
            release_advisory_lock(number)
