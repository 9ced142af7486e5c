"""Near duplicates: two numbers that texts with mostly the same words share (MinHash, Broder 1997), without numpy."""

from __future__ import annotations

import re
import zlib
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import connection
from django.utils import timezone

from broadsheet.spam.folding import fold

_LEAST = 5  # words; fewer may well be many people's own
_MOST = 400  # words looked at
_FLOOD = 6  # of one kind
WITHIN = timedelta(hours=1)
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = 0x9E3779B1


def likeness(text: str) -> tuple[int, int] | None:
    """None for what is too short to tell. Digits do not count: floods number themselves."""
    words = _WORD.findall(fold(text[:4000]).text)[:_MOST]
    if len(words) < _LEAST:
        return None
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    hashes = [zlib.crc32(pair.encode("utf-8", "surrogatepass")) for pair in pairs]
    return min(hashes), min((number * _OTHER) & 0xFFFFFFFF for number in hashes)


def moment_of_likeness(now: datetime | None = None) -> str:
    """Since when likes are counted, as the database compares it."""
    return str(connection.ops.adapt_datetimefield_value((now or timezone.now()) - WITHIN))


def is_flood(count: int) -> bool:
    """Whether one more than `count` is too many."""
    return count + 1 >= _FLOOD


# Parameters: both numbers, and the moment. The limit keeps a long flood cheap.
COUNT_ALIKE = """(SELECT count(*) FROM (
        SELECT 1 FROM broadsheet_judgement WHERE (near = %s OR close = %s) AND at > %s LIMIT 100
    ) AS few)"""
