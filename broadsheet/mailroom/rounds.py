"""The mailroom's rounds: read the ledger, tell moderators, send what is due. One at a time, whichever machine it is on."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.db import connection

from broadsheet.mailroom.gathering import LINES, gather
from broadsheet.mailroom.sending import Postman
from broadsheet.mailroom.waiting import tell_moderators

_ONE_AT_A_TIME = 0x1E77E45  # any number, the same everywhere: the advisory lock of the mailroom
_READ_EVERY = 3.0  # seconds between two looks at the ledger: each ends with a commit, and posting has one a comment
_LOOK_EVERY = 20.0  # seconds between two looks at what waits


class _Looked:
    """When, in monotonic seconds."""

    at_ledger = 0.0
    at_waiting = 0.0


def run_once(*, seconds: float = 3.0, at_once: bool = False) -> int:
    """Write the rows of new letters and send what is due, for about so many seconds; gives what was read and sent.

    To be called again and again by one thread of the worker. A mail server that does not answer costs one attempt, then a
    growing pause. `at_once` looks at everything now.
    """
    with _alone() as alone:
        if not alone:
            return 0
        done, now = 0, time.monotonic()
        if at_once or now > _Looked.at_ledger + _READ_EVERY:
            done = gather()
            _Looked.at_ledger = 0.0 if done == LINES else now
        if at_once or now > _Looked.at_waiting + _LOOK_EVERY:
            _Looked.at_waiting = now
            done += tell_moderators()
        return done + postman().send_due(seconds, at_once=at_once)


@lru_cache(maxsize=1)
def postman() -> Postman:
    """The one of this process: it remembers how the mail server is."""
    return Postman()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process is at it. A killed one's lock ends with it, on both databases."""
    if connection.vendor == "sqlite":
        with (settings.DATA / "mail.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_AT_A_TIME])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])
