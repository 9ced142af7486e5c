"""The SQL of this room: delivery states, written hundreds of times a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from broadsheet.kit import in_turn
from broadsheet.mailroom.models import DeliveryState


def log_delivery(*, sent: list[int], sending: list[int]) -> None:
    """Mark notifications as sent, and others as being sent, by their ids, in one commit.

    Not by the ORM, which takes as long for this as it takes to send the e-mail itself. A commit that is lost with a power
    cut sends an e-mail twice at most, so PostgreSQL need not wait for the disk.
    """
    if not sent and not sending:
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with in_turn(), connection.cursor() as cursor:
        if connection.vendor == "postgresql" and sending:
            cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.executemany(_SENT, [(DeliveryState.SENT, now, one) for one in sent])
        cursor.executemany(_SENDING, [(DeliveryState.SENDING, one) for one in sending])


_SENT = "UPDATE broadsheet_notification SET state = %s, sent = %s WHERE id = %s"
_SENDING = "UPDATE broadsheet_notification SET state = %s WHERE id = %s"


@contextmanager
def without_waiting_for_the_disk() -> Iterator[None]:
    """On SQLite, commits inside survive the end of any process, but only those after it, which end each round, a power cut.

    So a killed worker leaves at most one e-mail in doubt, and a power cut may repeat what was sent within a round.
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
