"""Sharing a commit: writes that arrive together go to the disk together, and each is answered once it is there.

A commit that waits for the disk takes longer than the writes in it, and databases like SQLite take one at a time. So
one thread a process runs what has gathered while the last commit was under way, in one transaction
(`docs/decisions/0007-posts-share-a-commit.md`).
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import Context, copy_context
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection, transaction

T = TypeVar("T")
_AT_MOST = 32  # writes in one transaction: the others' patience is finite

_waiting: SimpleQueue[tuple[Context, Callable[[], Any], Future[Any]]] = SimpleQueue()
_starting = Lock()
_thread: Thread | None = None


def together(write: Callable[[], T]) -> T:
    """Run `write` in a transaction shared with others, and return its result once that is committed.

    What it raises undoes its own writes alone and is raised here. When the database fails, all that share the
    transaction get its error and nothing of them is kept. Within a transaction of the caller's, it is run right there;
    on PostgreSQL too, which shares commits itself and where locks held for several writes at once would deadlock.
    """
    if connection.in_atomic_block or connection.vendor == "postgresql":
        with transaction.atomic():
            return write()
    result: Future[T] = Future()
    _waiting.put((copy_context(), write, result))
    _see_to_it()
    return result.result()


def _see_to_it() -> None:
    """The thread is started by the first write, so after any fork; a forked child's copy of it is not alive."""
    global _thread
    if _thread is None or not _thread.is_alive():
        with _starting:
            if _thread is None or not _thread.is_alive():
                _thread = Thread(target=_commit_for_ever, name="commits", daemon=True)
                _thread.start()


def _commit_for_ever() -> None:
    while True:
        batch = [_waiting.get()]
        while len(batch) < _AT_MOST:
            try:
                batch.append(_waiting.get_nowait())
            except Empty:
                break
        _commit(batch)


def _commit(batch: list[tuple[Context, Callable[[], Any], Future[Any]]]) -> None:
    outcomes: list[Callable[[], None]] = []
    try:
        with _in_turn(), transaction.atomic():
            for context, write, result in batch:
                outcomes.append(_outcome(context, write, result))
    except BaseException as problem:
        for _, _, result in batch:
            result.set_exception(problem)
        connection.close_if_unusable_or_obsolete()
        return
    for deliver in outcomes:
        deliver()


@contextmanager
def _in_turn() -> Iterator[None]:
    """SQLite has a process that waits for another look again after up to a tenth of a second, and a busy one could keep
    it out for seconds. The file system wakes the next at once.
    """
    with (settings.DATA / "commits.lock").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _outcome(context: Context, write: Callable[[], Any], result: Future[Any]) -> Callable[[], None]:
    """Run one write; what to tell its caller after the commit. Raises DatabaseError, which is everybody's."""
    try:
        with transaction.atomic():
            value = context.run(write)
    except DatabaseError:
        raise
    except Exception as problem:  # the writer's own: a refusal, or a fault to be answered where it was asked
        return lambda problem=problem: result.set_exception(problem)  # type: ignore[misc]
    return lambda: result.set_result(value)
