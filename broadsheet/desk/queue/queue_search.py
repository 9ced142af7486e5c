"""Finding the page of a queue: one walk along one index, whatever it is narrowed to, and never the comments themselves.

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

from django.db import connection
from django.utils.dateparse import parse_datetime

from broadsheet import comments
from broadsheet.comments import State
from broadsheet.desk.models import Case
from broadsheet.desk.queue.case_index import plain
from broadsheet.desk.queue.counters import piles
from broadsheet.desk.queue.queue_query import Queue, Sort, Wanted

ON_A_PAGE = 20
MOST_MATCHES = 500  # looked at for words, where they are sorted by urgency
_FIRST_STEPS = 2
WAITING = {Queue.HELD, Queue.FLAGGED, Queue.AUDIT, Queue.NEW}
Key = tuple[Any, int]  # urgency or moment, comment


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cases; `after` continues it (empty at the end); `bounded` where only the newest matches were looked at.

    `total` is how many there are, where finding them has told.
    """

    cases: list[Case]
    after: str = ""
    bounded: bool = False
    total: int | None = None


def find(wanted: Wanted, most: int = ON_A_PAGE) -> Found:
    """The first so many after `wanted.after`."""
    found = _find(wanted, most)
    if found.total is None and not wanted.after and not found.after:
        return replace(found, total=len(found.cases))
    return found


def _find(wanted: Wanted, most: int) -> Found:
    if wanted.words:
        return _with_words(wanted, most)
    if wanted.sort == Sort.URGENCY:
        return _urgent(wanted, most)
    keys = _timed(wanted, most + 1, _moment(wanted.after))
    return _page(keys, most, "t")


def _page(keys: list[Key], most: int, phase: str, bounded: bool = False) -> Found:
    shown = keys[:most]
    cases = Case.objects.in_bulk([pk for _, pk in shown])
    after = ""
    if len(keys) > most:
        last = cases.get(shown[-1][1])
        key = shown[-1][0] if phase in "uw" else (last.created.isoformat() if last else "")
        after = f"{phase}.{shown[-1][1]}.{key}"
    return Found([cases[pk] for _, pk in shown if pk in cases], after, bounded)


def _urgent(wanted: Wanted, most: int) -> Found:
    """What waits by its urgency; in everything, then the rest, the newest first."""
    phase, key = _cursor(wanted.after)
    keys: list[Key] = []
    if phase != "t":
        after = (int(key[0]), key[1]) if phase == "u" and key and _is_number(key[0]) else None
        keys = _walk_waiting(wanted, "urgency", most + 1, after)
        if len(keys) > most or wanted.queue in WAITING:
            return _page(keys, most, "u")
    rest = _timed(wanted, most + 1 - len(keys), _moment(wanted.after) if phase == "t" else None, calm=True)
    return _page([*keys, *rest], most, "u" if len(keys) >= most else "t")


def _timed(wanted: Wanted, most: int, after: Key | None, *, calm: bool = False) -> list[Key]:
    """By time; `calm` leaves out what waits."""
    if wanted.queue in WAITING:
        return _walk_waiting(wanted, "created", most, after)
    more = ["urgency IS NULL"] if calm else []
    oldest = wanted.sort == Sort.OLDEST
    walks = [_walk(index, [*where, *more], given, most, after, oldest) for index, where, given in ways_of(wanted)]
    return list(islice(heapq.merge(*walks, reverse=not oldest), most))


def _walk(
    index: str, where: Sequence[str], given: Sequence[Any], most: int, after: Key | None, oldest: bool
) -> Iterator[Key]:
    """One of many walks: a step or two first, since few of them go further."""
    for steps in (_FIRST_STEPS, most):
        keys = _select(index, "created", where, given, steps, after, oldest)
        yield from keys
        if len(keys) < steps:
            return
        after = keys[-1]


def ways_of(wanted: Wanted) -> list[tuple[str, list[str], list[Any]]]:
    """Which index to walk along, once for each of its beginnings: (its name, conditions, values)."""
    states = [wanted.state] if wanted.state else list(State.values)
    asked = [(name, getattr(wanted, name)) for name in ("story", "writer", "rule")]
    asked = [(name, value) for name, value in asked if value not in ("", None)]
    if asked:
        shelf, given = _shelf(wanted)
        where = ["state = %s", *(f"{name} = %s" for name, _ in asked), *shelf]
        values = [*(value for _, value in asked), *given]
        return [(f"case_{asked[0][0]}", where, [state, *values]) for state in states]
    return [
        ("case_shelf", ["state = %s", "section = %s", "language = %s"], [state, *shelf])
        for state, shelf in product(states, _shelves(wanted))
    ]


def _shelves(wanted: Wanted) -> list[tuple[int, str]]:
    """The pairs of section and language that there are, among those asked for."""
    found = piles(wanted.sections)
    if wanted.section is not None:
        found = found.filter(section=wanted.section)
    if wanted.language:
        found = found.filter(language=wanted.language)
    return list(found.values_list("section", "language").distinct())


def _shelf(wanted: Wanted) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    given: list[Any] = []
    if wanted.section is not None:
        where, given = ["section = %s"], [wanted.section]
    if wanted.language:
        where, given = [*where, "language = %s"], [*given, wanted.language]
    if wanted.sections is not None:
        where.append(f"section IN ({', '.join(['%s'] * len(wanted.sections))})")
        given = [*given, *sorted(wanted.sections)]
    return where, given


def _walk_waiting(wanted: Wanted, by: str, most: int, after: Key | None) -> list[Key]:
    where, given = waiting_where(wanted)
    index = "case_writer" if wanted.writer else "case_waiting" if by == "urgency" else "case_waited"
    return _select(index, by, where, given, most, after, wanted.sort == Sort.OLDEST)


def waiting_where(wanted: Wanted) -> tuple[list[str], list[Any]]:
    """The conditions on what waits, all of them on columns of its indexes."""
    where, given = _shelf(wanted)
    asked = {"state": wanted.state, "story": wanted.story, "writer": wanted.writer, "rule": wanted.rule}
    for column, value in asked.items():
        if value not in ("", None):
            where, given = [*where, f"{column} = %s"], [*given, value]
    return ["urgency IS NOT NULL", *_OF_QUEUES[wanted.queue], *where], given


_OF_QUEUES: dict[Queue, list[str]] = {
    Queue.HELD: ["state = 'held'"],
    Queue.FLAGGED: ["state = 'published'", "flags > 0"],
    Queue.AUDIT: ["audit"],
    Queue.NEW: ["fresh"],
    Queue.ALL: [],
}


def _select(
    index: str, by: str, where: Sequence[str], given: Sequence[Any], most: int, after: Key | None, oldest: bool
) -> list[Key]:
    """Keys in order, from the index named. SQLite is told which, since it knows nothing of how common a value is."""
    than, order = (">", "ASC") if oldest else ("<", "DESC")
    if after is not None:
        where, given = [*where, f"({by}, comment_id) {than} (%s, %s)"], [*given, *after]
    hint = f"INDEXED BY {index}" if connection.vendor == "sqlite" else ""
    query = (
        f"SELECT {by}, comment_id FROM broadsheet_case {hint} WHERE {' AND '.join(where) or 'TRUE'} "  # noqa: S608 - our own words
        f"ORDER BY {by} {order}, comment_id {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*given, most])
        return [(row[0], int(row[1])) for row in cursor.fetchall()]


def _with_words(wanted: Wanted, most: int) -> Found:
    """By their ids, the newest or the oldest first; or, by urgency, the most urgent among the newest five hundred."""
    tags = word_tags(wanted)
    phase, key = _cursor(wanted.after)
    if wanted.sort != Sort.URGENCY:
        after = key[1] if phase == "w" and key else None
        ids = comments.find_words(wanted.words, tags, most=most + 1, after=after, oldest=wanted.sort == Sort.OLDEST)
        return _page([(0, pk) for pk in ids], most, "w")
    ids = comments.find_words(wanted.words, tags, most=MOST_MATCHES)
    urgencies = dict(Case.objects.filter(pk__in=ids).values_list("pk", "urgency"))
    keys = sorted(((_weight(urgencies.get(pk)), pk) for pk in ids), reverse=True)
    if phase == "w" and key and _is_number(key[0]):
        keys = [one for one in keys if one < (int(key[0]), key[1])]
    bounded = len(ids) == MOST_MATCHES
    return replace(_page(keys, most, "w", bounded=bounded), total=None if bounded else len(ids))


def _weight(urgency: int | None) -> int:
    return urgency if urgency is not None else -(1 << 62)


def word_tags(wanted: Wanted) -> list[list[str]]:
    """The filters as tags of the index of words, one of each group."""
    groups = [_QUEUE_TAGS[wanted.queue]] if wanted.queue in _QUEUE_TAGS else []
    groups += [[f"s{wanted.state}"]] if wanted.state else []
    groups += [[f"story{wanted.story}"]] if wanted.story is not None else []
    groups += [[f"section{wanted.section}"]] if wanted.section is not None else []
    groups += [[f"language{plain(wanted.language)}"]] if wanted.language else []
    groups += [[f"writer{wanted.writer}"]] if wanted.writer is not None else []
    groups += [[f"rule{plain(wanted.rule)}"]] if wanted.rule else []
    groups += [[f"section{one}" for one in sorted(wanted.sections)]] if wanted.sections is not None else []
    return groups


_QUEUE_TAGS = {
    Queue.HELD: ["sheld"],
    Queue.FLAGGED: ["qflagged"],
    Queue.AUDIT: ["qaudit"],
    Queue.NEW: ["qfresh"],
}


def _cursor(after: str) -> tuple[str, tuple[str, int] | None]:
    """(phase, (key, comment)); nothing where somebody made it up."""
    phase, _, rest = after.partition(".")
    comment, _, key = rest.partition(".")
    if phase not in {"u", "t", "w"} or not _is_number(comment):
        return "", None
    return phase, (key, int(comment))


def _is_number(told: str) -> bool:
    digits = told.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 20


def _moment(after: str) -> Key | None:
    phase, key = _cursor(after)
    moment = _parsed(key[0]) if phase == "t" and key else None
    return (connection.ops.adapt_datetimefield_value(moment), key[1]) if key and moment else None


def _parsed(told: str) -> datetime | None:
    try:
        moment = parse_datetime(told)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
