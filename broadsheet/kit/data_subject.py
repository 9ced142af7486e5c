"""Whose something is, in plain values, so that every room can be asked what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Whose:
    """An e-mail address in small letters, the id of the person who has it, and the guests' cookies known as theirs.

    `until` leaves out what came later: an erasure that is replayed is not about what was written after it.
    """

    email: str
    person: int | None = None
    guests: frozenset[str] = frozenset()
    until: datetime | None = None
