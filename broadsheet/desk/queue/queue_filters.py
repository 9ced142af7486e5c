"""What a moderator asks the queue for: which queue, narrowed to what, in which order; written into addresses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode


class Queue(StrEnum):
    """The lists of what waits, and the list of everything."""

    HELD = "held"
    FLAGGED = "flagged"
    AUDIT = "audit"
    NEW = "new"
    ALL = "all"


class Sort(StrEnum):
    """The orders of a list."""

    URGENCY = "urgency"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """`section` 0 means stories in no section; `sections` are those the moderator works in (None: all).

    `writer` is the keyed hash of an item; `after` continues a page (see `queue_search.ResultPage`).
    """

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
        """The query string of the same filter with these changes; from the first page unless `after` is given."""
        fields = {**asdict(self), "after": "", **changes}
        del fields["sections"]
        given = {name: str(value) for name, value in fields.items() if value not in ("", None)}
        return urlencode({name: value for name, value in given.items() if value != _DEFAULTS.get(name)})

    @property
    def narrowed(self) -> bool:
        """Whether it leaves out anything of its queue."""
        return bool(replace(self, queue=Queue.HELD, sort=Sort.URGENCY, after="").address())


_DEFAULTS = {"queue": "held", "sort": "urgency"}
