"""Forgetting what is over, once a day; the ledger says that it was done."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from broadsheet import discussion, kit, ledger, mailroom
from broadsheet.kit import in_turn
from broadsheet.ledger import Entry, Kind

_READER = "retention"  # its bookmark is the line that says when this was done
_EVERY = timedelta(days=1)


def forget_what_is_over() -> int:
    """Pacing windows, letters, unconfirmed addresses, hidden comments' writers, sessions: gives how many rows went.

    The worker calls it often; it does its work when the ledger's last line about it is a day old.
    """
    now = timezone.now()
    last = Entry.objects.filter(pk=ledger.reached(_READER)).values_list("at", flat=True).first()
    if last is not None and now - last < _EVERY:
        return 0
    over = kit.sweep() + mailroom.forget_what_is_over() + discussion.forget_what_is_over()
    over += Session.objects.filter(expire_date__lt=now).delete()[0]
    with in_turn():
        ledger.advance(_READER, ledger.record(Kind.RETENTION_SWEPT))
    return over
