"""Rate limits, counted in the database, so that every process counts together and nothing outlives its window."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from broadsheet.kit.models import Pace
from broadsheet.kit.sql import count_up


def allow(key: str, times: int, per: float) -> bool:
    """Count one more of `key`; False when that makes more than `times` within `per` seconds.

    The key is stored as a hash. One statement, atomic on both databases. With BROADSHEET_PACING off, always True.
    """
    if not settings.PACING:
        return True
    now = timezone.now()
    fields = {
        "key": _hidden(key),
        "now": _stored(now),
        "until": _stored(now + timedelta(seconds=per)),
    }
    return count_up(fields) <= times


def prolong(key: str, per: float) -> None:
    """Let the window of `key` end so many seconds from now; its count stays."""
    Pace.objects.filter(key=_hidden(key)).update(until=timezone.now() + timedelta(seconds=per))


def give_back(key: str) -> None:
    """Take one count of `key` back: what was counted does not count after all."""
    Pace.objects.filter(key=_hidden(key), times__gt=0).update(times=F("times") - 1)


def _hidden(key: str) -> str:
    return blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()


def _stored(moment: datetime) -> str:
    """A moment as this database compares it."""
    return str(connection.ops.adapt_datetimefield_value(moment))


def sweep() -> int:
    """Forget every window that is over; called by the worker."""
    return Pace.objects.filter(until__lt=timezone.now()).delete()[0]
