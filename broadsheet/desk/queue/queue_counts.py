"""How many comments a filter finds, and which: kept counts where there are any, else a bounded walk along an index."""

from __future__ import annotations

from django.db.models import Sum

from broadsheet import comments
from broadsheet.comments import State
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue import queue_search
from broadsheet.desk.queue.counters import counts_by_story
from broadsheet.desk.queue.queue_filters import Queue, QueueFilter
from broadsheet.desk.queue.queue_search import WAITING
from broadsheet.desk.queue.sql import count_by_writer, ids_along

MOST_COUNTED, MOST_MATCHED = 1000, 200  # where they must be counted; where words must be matched
MOST_AT_ONCE = 100_000  # decided by one bulk job
MOST_OF_A_WRITER = 999  # counted in each state
_KEPT_AS = {Queue.HELD: "held", Queue.FLAGGED: "flagged", Queue.AUDIT: "audit", Queue.NEW: "fresh"}


def count(filters: QueueFilter, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """(how many there are, whether that is all): at most `most`, or more where the number is kept."""
    if not (filters.writer or filters.rule or filters.words or (filters.queue in WAITING and filters.state)):
        return _kept(filters), True
    most = min(most, MOST_MATCHED) if filters.words else most
    found = len(ids_of(filters, most + 1))
    return min(found, most), found <= most


def _kept(filters: QueueFilter) -> int:
    names = (
        [_KEPT_AS[filters.queue]] if filters.queue in _KEPT_AS else [filters.state] if filters.state else State.values
    )
    found = counts_by_story(filters.sections)
    asked = {"pk": filters.story, "section": filters.section, "language": filters.language or None}
    found = found.filter(**{name: value for name, value in asked.items() if value is not None})
    sums = found.aggregate(**{name: Sum(name) for name in names})
    return sum(sums[name] or 0 for name in names)


def ids_of(filters: QueueFilter, most: int) -> list[int]:
    """The ids of the comments, in no order, at most so many."""
    if filters.words:
        return comments.find_words(filters.words, queue_search.word_tags(filters), most=most)
    if filters.queue in WAITING:
        index = "queue_writer" if filters.writer else "queue_waiting"
        return ids_along(index, queue_search.waiting_conditions(filters), most=most)
    found: list[int] = []
    for index, conditions in queue_search.walks_of(filters):
        if len(found) < most:
            found += ids_along(index, conditions, most=most - len(found))
    return found


def states_of(filters: QueueFilter) -> list[tuple[int, str]]:
    """(comment, the state it is in) for all of them, `MOST_AT_ONCE` at most."""
    ids = ids_of(filters, MOST_AT_ONCE)
    found: list[tuple[int, str]] = []
    for start in range(0, len(ids), 1000):
        found += QueueItem.objects.filter(pk__in=ids[start : start + 1000]).order_by("pk").values_list("pk", "state")
    return found


def states_of_writers(writers: set[int]) -> dict[int, dict[str, int]]:
    """How many comments of each writer are in each state, `MOST_OF_A_WRITER` of each at most."""
    found: dict[int, dict[str, int]] = {}
    for writer, state, times in count_by_writer(writers, State.values, most=MOST_OF_A_WRITER):
        found.setdefault(writer, {})[state] = times
    return found
