"""Reading order: where a comment stands in its thread, as bytes that sort.

A place is up to six components of ten bytes, one a level: eight bytes of time (microseconds since year 1) and two that
part what was written in the same microsecond. A reply's place begins with its parent's. Below the sixth level a comment
is put beside its parent, by its own time: the true parent is stored, only the display is limited.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from itertools import count

DEEPEST = 6  # levels shown
_LENGTH = 10  # bytes of a component
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_ties = count(secrets.randbelow(1 << 15))


def component(created: datetime, tie: int) -> bytes:
    """Ten bytes that sort by time, then by `tie` (taken modulo 65,536)."""
    return ((created - _EPOCH) // timedelta(microseconds=1)).to_bytes(8, "big") + (tie & 0xFFFF).to_bytes(2, "big")


def place_of(created: datetime, parent: bytes = b"", tie: int | None = None) -> bytes:
    """The place of a comment written at `created` under the comment at the place `parent`."""
    above = parent[: (DEEPEST - 1) * _LENGTH]
    return above + component(created, next(_ties) if tie is None else tie)


def depth_of(place: bytes) -> int:
    """The level a comment is shown at, from 1."""
    return len(place) // _LENGTH


def place_above(place: bytes) -> bytes:
    """The place of the comment that this one is shown under; empty for a thread's first comment."""
    return place[:-_LENGTH]


def places_above(place: bytes) -> list[bytes]:
    """The places of all comments that this one is shown under, the topmost first."""
    return [place[:end] for end in range(_LENGTH, len(place), _LENGTH)]
