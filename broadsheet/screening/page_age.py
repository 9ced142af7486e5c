"""How old the printed page was that somebody answered: its form names its edition, and the ledger knows when that was."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone

NEVER = -1.0
_MOST = 2**63 - 1


def page_age(story_id: int, edition: int | None) -> float | None:
    """Hours; None where the form named none, NEVER for an edition in which this story cannot have stood.

    A further sheet may well be years old: it is printed anew only when something on it changes.
    """
    if edition is None:
        return None
    if edition > _MOST:
        return NEVER
    with connection.cursor() as cursor:
        cursor.execute(_WHEN, [edition, story_id])
        at, newest, first = cursor.fetchone()
    if edition > (newest or 0) or edition < (first or 0):
        return NEVER
    return _hours_since(at)


_WHEN = """
    SELECT (SELECT at FROM broadsheet_entry WHERE number = %s), (SELECT MAX(number) FROM broadsheet_entry),
        (SELECT MIN(number) FROM broadsheet_entry WHERE story = %s)
"""


def _hours_since(at: datetime | str | None) -> float | None:
    """SQLite gives moments as text or without a zone, and means UTC."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(max((timezone.now() - moment).total_seconds() / 3600, 0), 1)
