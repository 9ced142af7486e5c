"""The page of a queue: one walk along one index, whatever it is narrowed to, and never along the comments themselves.

What waits is little beside all there is: its partial indexes hold every column that can be asked for, so any filter is
one walk through them. In everything else each filter has an index in order of time, in which state, section and
language are part of the order: what is left open of them is a handful of walks, merged. Words are found in their own index.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, product
from typing import Any

from django.utils.dateparse import parse_datetime

from broadsheet import comments
from broadsheet.comments import State
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue import sql
from broadsheet.desk.queue.counters import counts_by_story
from broadsheet.desk.queue.item_index import letters_only, update_items
from broadsheet.desk.queue.queue_filters import Queue, QueueFilter, Sort
from broadsheet.desk.queue.sql import Conditions, Key, Order

ON_A_PAGE = 20
MOST_MATCHES = 500  # looked at for words, where they are sorted by urgency
_FIRST_STEPS = 2
_MOST_DIGITS = 19
_MOST_RULES = 40  # of a site
WAITING = {Queue.HELD, Queue.FLAGGED, Queue.AUDIT, Queue.NEW}


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of items; `after` continues it (empty at the end); `bounded` where only the newest matches were looked at.

    `total` is how many there are, where finding them has told.
    """

    items: list[QueueItem]
    after: str = ""
    bounded: bool = False
    total: int | None = None


def find_page(filters: QueueFilter, most: int = ON_A_PAGE) -> ResultPage:
    """The first so many items after `filters.after`."""
    found = _find(filters, most)
    if found.total is None and not filters.after and not found.after:
        return replace(found, total=len(found.items))
    return found


def _find(filters: QueueFilter, most: int) -> ResultPage:
    if filters.words:
        return _with_words(filters, most)
    if filters.sort == Sort.URGENCY:
        return _urgent(filters, most)
    keys = _timed(filters, most + 1, _moment(filters.after))
    return _page(keys, most, "t")


def _page(keys: list[Key], most: int, phase: str, bounded: bool = False) -> ResultPage:
    shown = keys[:most]
    items = QueueItem.objects.in_bulk([pk for _, pk in shown])
    after = ""
    if len(keys) > most:
        last = items.get(shown[-1][1])
        key = shown[-1][0] if phase in "uw" else (last.created.isoformat() if last else "")
        after = f"{phase}.{shown[-1][1]}.{key}"
    return ResultPage([items[pk] for _, pk in shown if pk in items], after, bounded)


def _urgent(filters: QueueFilter, most: int) -> ResultPage:
    """What waits by its urgency; in everything, then the rest, the newest first."""
    phase, key = _cursor(filters.after)
    keys: list[Key] = []
    if phase != "t":
        after = (int(key[0]), key[1]) if phase == "u" and key and _is_number(key[0]) else None
        keys = _walk_waiting(filters, "urgency", most + 1, after)
        if len(keys) > most or filters.queue in WAITING:
            return _page(keys, most, "u")
    rest = _timed(filters, most + 1 - len(keys), _moment(filters.after) if phase == "t" else None, calm=True)
    return _page([*keys, *rest], most, "u" if len(keys) >= most else "t")


def _timed(filters: QueueFilter, most: int, after: Key | None, *, calm: bool = False) -> list[Key]:
    """By time; `calm` leaves out what waits."""
    if filters.queue in WAITING:
        return _walk_waiting(filters, "created", most, after)
    fixed = (sql.CALM,) if calm else ()
    oldest = filters.sort == Sort.OLDEST
    walks = [_walk(index, replace(where, fixed=fixed), most, after, oldest) for index, where in walks_of(filters)]
    return list(islice(heapq.merge(*walks, reverse=not oldest), most))


def _walk(index: str, conditions: Conditions, most: int, after: Key | None, oldest: bool) -> Iterator[Key]:
    """One of many walks: a step or two first, since few of them go further."""
    for steps in (_FIRST_STEPS, most):
        keys = sql.keys_along(index, "created", conditions, most=steps, after=after, oldest=oldest)
        yield from keys
        if len(keys) < steps:
            return
        after = keys[-1]


def walks_of(filters: QueueFilter) -> list[tuple[str, Conditions]]:
    """Which index to walk along, once for each of its beginnings: (its name, the conditions)."""
    states = [filters.state] if filters.state else list(State.values)
    asked = [(name, getattr(filters, name)) for name in ("story", "writer", "rule")]
    asked = [(name, value) for name, value in asked if value not in ("", None)]
    if asked:
        equal = (*asked, *_shelf(filters))
        return [(f"queue_{asked[0][0]}", Conditions((("state", state), *equal), filters.sections)) for state in states]
    return [
        ("queue_shelf", Conditions((("state", state), ("section", section), ("language", language))))
        for state, (section, language) in product(states, _shelves(filters))
    ]


def _shelves(filters: QueueFilter) -> list[tuple[int, str]]:
    """The pairs of section and language that there are, among those asked for."""
    found = counts_by_story(filters.sections)
    if filters.section is not None:
        found = found.filter(section=filters.section)
    if filters.language:
        found = found.filter(language=filters.language)
    return list(found.values_list("section", "language").distinct())


def _shelf(filters: QueueFilter) -> list[tuple[str, Any]]:
    asked = [("section", filters.section), ("language", filters.language)]
    return [(name, value) for name, value in asked if value not in ("", None)]


def _walk_waiting(filters: QueueFilter, by: Order, most: int, after: Key | None) -> list[Key]:
    index = "queue_writer" if filters.writer else "queue_waiting" if by == "urgency" else "queue_waited"
    return sql.keys_along(
        index, by, waiting_conditions(filters), most=most, after=after, oldest=filters.sort == Sort.OLDEST
    )


def waiting_conditions(filters: QueueFilter) -> Conditions:
    """The conditions on what waits, all of them on columns of its indexes."""
    asked = [(name, getattr(filters, name)) for name in ("state", "story", "writer", "rule")]
    equal = (*_shelf(filters), *((name, value) for name, value in asked if value not in ("", None)))
    return Conditions(equal, filters.sections, (sql.WAITS, *_OF_QUEUES[filters.queue]))


_OF_QUEUES: dict[Queue, tuple[str, ...]] = {
    Queue.HELD: (sql.HELD,),
    Queue.FLAGGED: (sql.FLAGGED,),
    Queue.AUDIT: (sql.AUDIT,),
    Queue.NEW: (sql.FRESH,),
    Queue.ALL: (),
}


def _with_words(filters: QueueFilter, most: int) -> ResultPage:
    """By their ids, the newest or the oldest first; or, by urgency, the most urgent among the newest five hundred."""
    tags = word_tags(filters)
    phase, key = _cursor(filters.after)
    if filters.sort != Sort.URGENCY:
        after = key[1] if phase == "w" and key else None
        ids = comments.find_words(filters.words, tags, most=most + 1, after=after, oldest=filters.sort == Sort.OLDEST)
        return _page([(0, pk) for pk in ids], most, "w")
    ids = comments.find_words(filters.words, tags, most=MOST_MATCHES)
    urgencies = dict(QueueItem.objects.filter(pk__in=ids).values_list("pk", "urgency"))
    keys = sorted(((_weight(urgencies.get(pk)), pk) for pk in ids), reverse=True)
    if phase == "w" and key and _is_number(key[0]):
        keys = [one for one in keys if one < (int(key[0]), key[1])]
    bounded = len(ids) == MOST_MATCHES
    return replace(_page(keys, most, "w", bounded=bounded), total=None if bounded else len(ids))


def _weight(urgency: int | None) -> int:
    return urgency if urgency is not None else -(1 << 62)


def word_tags(filters: QueueFilter) -> list[list[str]]:
    """The filters as tags of the search index: a match has one of each group."""
    groups = [_QUEUE_TAGS[filters.queue]] if filters.queue in _QUEUE_TAGS else []
    groups += [[f"s{filters.state}"]] if filters.state else []
    groups += [[f"story{filters.story}"]] if filters.story is not None else []
    groups += [[f"section{filters.section}"]] if filters.section is not None else []
    groups += [[f"language{letters_only(filters.language)}"]] if filters.language else []
    groups += [[f"writer{filters.writer}"]] if filters.writer is not None else []
    groups += [[f"rule{letters_only(filters.rule)}"]] if filters.rule else []
    groups += [[f"section{one}" for one in sorted(filters.sections)]] if filters.sections is not None else []
    return groups


_QUEUE_TAGS = {
    Queue.HELD: ["sheld"],
    Queue.FLAGGED: ["qflagged"],
    Queue.AUDIT: ["qaudit"],
    Queue.NEW: ["qfresh"],
}


def _cursor(after: str) -> tuple[str, tuple[str, int] | None]:
    """(phase, (key, comment)) of our own cursor `<phase>.<comment>.<key>`; empty where somebody made it up.

    The phase is u (by urgency), t (by time) or w (words).
    """
    phase, _, rest = after.partition(".")
    comment, _, key = rest.partition(".")
    if phase not in {"u", "t", "w"} or not _is_number(comment):
        return "", None
    return phase, (key, int(comment))


def _is_number(text: str) -> bool:
    """Whether a part of our own cursor is a number that the database can compare with."""
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and int(digits) < 1 << 63


def _moment(after: str) -> Key | None:
    phase, key = _cursor(after)
    moment = _parsed(key[0]) if phase == "t" and key else None
    return (sql.as_parameter(moment), key[1]) if key and moment else None


def _parsed(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def items_by_id(comment_ids: Sequence[int]) -> dict[int, QueueItem]:
    """The items of these comments, in their order; one that the worker has not come to yet is written first."""
    items = QueueItem.objects.in_bulk(comment_ids)
    missing = [pk for pk in comment_ids if pk not in items]
    if missing:
        update_items(missing)
        items |= QueueItem.objects.in_bulk(missing)
    return {pk: items[pk] for pk in comment_ids if pk in items}


def states_by_id(comment_ids: Sequence[int]) -> dict[int, str]:
    """The states of these comments; what is gone is left out."""
    return dict(QueueItem.objects.filter(pk__in=comment_ids).values_list("pk", "state"))


def latest_item_of_writer(writer: int) -> QueueItem | None:
    """The newest item of a writer (by the keyed hash), with its comment and person."""
    return QueueItem.objects.filter(writer=writer).select_related("comment__person").order_by("-created").first()


def rules_of_queue() -> list[str]:
    """The rules that found anything, in order: one step along the index for each."""
    found: list[str] = []
    while len(found) < _MOST_RULES:
        beyond = QueueItem.objects.filter(rule__gt=found[-1] if found else "").order_by("rule", "state")
        following = beyond.values_list("rule", flat=True).first()
        if not following:
            break
        found.append(following)
    return found
