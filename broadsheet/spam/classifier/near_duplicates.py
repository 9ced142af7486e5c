"""Near duplicates: two numbers that texts with mostly the same words share (MinHash, Broder 1997), without numpy."""

from __future__ import annotations

import re
import zlib
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from broadsheet.spam.classifier.normalising import fold
from broadsheet.spam.models import Judgement

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


def groups(since: datetime) -> list[tuple[int, list[int]]]:
    """Floods since then: the number that finds each, and its subjects, the newest first."""
    found: dict[int, list[int]] = {}
    judged = Judgement.objects.filter(at__gt=since).annotate(said=Cast("reasons", TextField()))
    flooded = judged.filter(said__contains='"flood ').order_by("-pk")
    for near, close, subject in flooded.values_list("near", "close", "pk")[:_MOST_LISTED]:
        known = next((like for like in (near, close) if like in found), near)
        if known is not None and subject not in found.setdefault(known, []):
            found[known].append(subject)
    return [(like, alike_to(like, since)) for like in found]


def alike_to(like: int, since: datetime) -> list[int]:
    """The subjects with this number since then, those before the flood was noticed among them, the newest first."""
    judged = Judgement.objects.filter(Q(near=like) | Q(close=like), at__gt=since)
    return list(judged.order_by("-pk").values_list("pk", flat=True)[:_MOST_LISTED])


_MOST_LISTED = 5_000
