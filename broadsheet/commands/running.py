"""One site a data folder: whether it runs, as every command can tell."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def running_alone(wait: float = 0.0) -> Iterator[bool]:
    """Hold the data folder; False where a site that runs still holds it after so many seconds.

    It is let go when the process, and all it forked, have ended.
    """
    lock, end = os.open(settings.DATA / "running.lock", os.O_RDWR | os.O_CREAT, 0o600), time.monotonic() + wait
    try:
        while not (mine := _try(lock)) and time.monotonic() < end:
            time.sleep(0.1)
        yield mine
    finally:
        os.close(lock)


def _try(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
