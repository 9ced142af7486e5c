"""What somebody wants to see: a queue, what it is narrowed to, and in what order; read from an address and written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from broadsheet.comments import State
from broadsheet.people import Person

_LONGEST = 19  # digits of an id
_MOST_LETTERS = 200


class Queue(StrEnum):
    """What waits, and what there is."""

    HELD = "held"
    FLAGGED = "flagged"
    AUDIT = "audit"
    NEW = "new"
    ALL = "all"


class Sort(StrEnum):
    URGENCY = "urgency"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`sections` are those somebody works in (None: all); `section` 0 is stories in none. `writer` is a case's number."""

    queue: Queue = Queue.HELD
    story: int | None = None
    section: int | None = None
    language: str = ""
    writer: int | None = None
    rule: str = ""
    state: str = ""
    words: str = ""
    sort: Sort = Sort.URGENCY
    after: str = ""
    sections: frozenset[int] | None = None

    def address(self, **changes: Any) -> str:
        """The query of the same, but for these."""
        fields = {**asdict(self), "after": "", **changes}
        del fields["sections"]
        told = {name: str(value) for name, value in fields.items() if value not in ("", None)}
        return urlencode({name: value for name, value in told.items() if value != _USUAL.get(name)})

    @property
    def narrowed(self) -> bool:
        return bool(replace(self, queue=Queue.HELD, sort=Sort.URGENCY, after="").address())


_USUAL = {"queue": "held", "sort": "urgency"}


def wanted_from(given: Mapping[str, str], person: Person) -> Wanted:
    """What is no number, no queue, no language, is as if it had not been said."""
    queue, sort, state = given.get("queue", ""), given.get("sort", ""), given.get("state", "")
    return Wanted(
        queue=Queue(queue) if queue in set(Queue) else Queue.HELD,
        story=number(given.get("story", "")),
        section=number(given.get("section", "")),
        language=_word(given.get("language", ""), 8),
        writer=number(given.get("writer", "")),
        rule=_word(given.get("rule", ""), 32),
        state=state if state in State.values else "",
        words=given.get("words", "").replace("\0", "").strip()[:_MOST_LETTERS],
        sort=Sort(sort) if sort in set(Sort) else Sort.URGENCY,
        after=_word(given.get("after", ""), 80),
        sections=person.remit,
    )


def number(told: str) -> int | None:
    """An id, or None for what is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < _LONGEST else None


def _word(told: str, most: int) -> str:
    return told.replace("\0", "").strip()[:most]
