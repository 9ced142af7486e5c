"""Retention: once a day, delete what is past its time; the ledger records that it was done."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from broadsheet import discussion, kit, ledger, mailroom, people
from broadsheet.kit import in_turn
from broadsheet.kit.loops import forget_troubles, guarded
from broadsheet.ledger import Kind

_READER = "retention"  # its bookmark is the line that says when this was done
_EVERY = timedelta(days=1)


def forget_what_is_over() -> int:
    """Rate counters, notifications, unconfirmed addresses, hidden comments' writers, sessions: returns how many rows went.

    The worker calls it often; it does its work when the ledger's last line about it is a day old.
    """
    now = timezone.now()
    last = ledger.reached_at(_READER)
    if last is not None and now - last < _EVERY:
        return 0
    over = 0
    for sweep in (
        kit.sweep,
        forget_troubles,
        mailroom.forget_what_is_over,
        discussion.forget_what_is_over,
        people.sweep_sessions,
    ):
        with guarded("deleting what is past its time", f"{sweep.__module__}.{sweep.__name__}"):
            over += sweep()
    with in_turn():
        ledger.advance(_READER, ledger.record(Kind.RETENTION_SWEPT))
    return over
