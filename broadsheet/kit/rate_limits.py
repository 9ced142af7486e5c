"""How often: counted in the database, so that every process counts together and nothing outlives its window."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from broadsheet.kit.models import Pace


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
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, fields)
        return bool(cursor.fetchone()[0] <= times)


_COUNT = """
    INSERT INTO broadsheet_pace (key, times, until) VALUES (%(key)s, 1, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN broadsheet_pace.until > %(now)s THEN broadsheet_pace.times + 1 ELSE 1 END,
        until = CASE WHEN broadsheet_pace.until > %(now)s THEN broadsheet_pace.until ELSE excluded.until END
    RETURNING times
"""


def prolong(key: str, per: float) -> None:
    """Go on counting `key` where it stands for so many seconds from now."""
    Pace.objects.filter(key=_hidden(key)).update(until=timezone.now() + timedelta(seconds=per))


def give_back(key: str) -> None:
    """Take one count of `key` back: what was counted was no matter after all."""
    Pace.objects.filter(key=_hidden(key), times__gt=0).update(times=F("times") - 1)


def _hidden(key: str) -> str:
    return blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()


def _stored(moment: datetime) -> str:
    """A moment as this database compares it."""
    return str(connection.ops.adapt_datetimefield_value(moment))


def sweep() -> int:
    """Forget every window that is over; called by the worker."""
    return Pace.objects.filter(until__lt=timezone.now()).delete()[0]
