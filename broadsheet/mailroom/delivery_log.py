"""Noting what has gone and what is going, in one commit, quickly enough for hundreds of letters a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from broadsheet.kit import in_turn
from broadsheet.mailroom.models import State


def note(*, done: list[int], under_way: list[int]) -> None:
    """In one commit: these have gone, these are going. By hand: the ORM takes as long as the letter itself."""
    if not done and not under_way:
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with in_turn(), connection.cursor() as cursor:
        if connection.vendor == "postgresql" and under_way:
            cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.executemany(_DONE, [(State.SENT, now, one) for one in done])
        cursor.executemany(_UNDER_WAY, [(State.SENDING, one) for one in under_way])


_DONE = "UPDATE broadsheet_letter SET state = %s, sent = %s WHERE id = %s"
_UNDER_WAY = "UPDATE broadsheet_letter SET state = %s WHERE id = %s"


@contextmanager
def noting_quickly() -> Iterator[None]:
    """Notes inside survive the end of any process; only those after it, which end each round, wait for the disk.

    So a killed worker leaves at most one letter under way, and a power cut may repeat what went out within a round.
    """
    lazily = connection.vendor == "sqlite" and not connection.in_atomic_block
    if lazily:
        _synchronous("NORMAL")
    try:
        yield
    finally:
        if lazily:
            _synchronous("FULL")


def _synchronous(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous = {how}")
