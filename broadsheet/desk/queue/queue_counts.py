"""How many: kept numbers where there are any, else counted along an index, and not beyond a thousand; matches of words not beyond 200."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Sum

from broadsheet import comments
from broadsheet.comments import State
from broadsheet.desk.models import Case
from broadsheet.desk.queue import queue_search
from broadsheet.desk.queue.counters import piles
from broadsheet.desk.queue.queue_query import Queue, Wanted
from broadsheet.desk.queue.queue_search import WAITING

MOST_COUNTED, MOST_MATCHED = 1000, 200
MOST_AT_ONCE = 100_000  # decided together
_KEPT_AS = {Queue.HELD: "held", Queue.FLAGGED: "flagged", Queue.AUDIT: "audit", Queue.NEW: "fresh"}


def count(wanted: Wanted, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """(how many there are, whether that is all): at most `most`, or more where the number is kept."""
    if not (wanted.writer or wanted.rule or wanted.words or (wanted.queue in WAITING and wanted.state)):
        return _kept(wanted), True
    most = min(most, MOST_MATCHED) if wanted.words else most
    found = len(keys_of(wanted, most + 1))
    return min(found, most), found <= most


def _kept(wanted: Wanted) -> int:
    names = [_KEPT_AS[wanted.queue]] if wanted.queue in _KEPT_AS else [wanted.state] if wanted.state else State.values
    found = piles(wanted.sections)
    asked = {"pk": wanted.story, "section": wanted.section, "language": wanted.language or None}
    found = found.filter(**{name: value for name, value in asked.items() if value is not None})
    sums = found.aggregate(**{name: Sum(name) for name in names})
    return sum(sums[name] or 0 for name in names)


def keys_of(wanted: Wanted, most: int) -> list[int]:
    """The comments, in no order, at most so many."""
    if wanted.words:
        return comments.find_words(wanted.words, queue_search.word_tags(wanted), most=most)
    if wanted.queue in WAITING:
        where, given = queue_search.waiting_where(wanted)
        return _ids("case_writer" if wanted.writer else "case_waiting", where, given, most)
    found: list[int] = []
    for index, where, given in queue_search.ways_of(wanted):
        if len(found) < most:
            found += _ids(index, where, given, most - len(found))
    return found


def _ids(index: str, where: list[str], given: list[Any], most: int) -> list[int]:
    hint = f"INDEXED BY {index}" if connection.vendor == "sqlite" else ""
    query = f"SELECT comment_id FROM broadsheet_case {hint} WHERE {' AND '.join(where)} LIMIT %s"  # noqa: S608 - our own words
    with connection.cursor() as cursor:
        cursor.execute(query, [*given, most])
        return [row[0] for row in cursor.fetchall()]


def all_of(wanted: Wanted) -> list[tuple[int, str]]:
    """(comment, the state it is in) for all of them, a hundred thousand at most."""
    ids = keys_of(wanted, MOST_AT_ONCE)
    found: list[tuple[int, str]] = []
    for start in range(0, len(ids), 1000):
        found += Case.objects.filter(pk__in=ids[start : start + 1000]).order_by("pk").values_list("pk", "state")
    return found
