"""The data subject: of whom something is held, in plain values, so that every room can be asked for it (GDPR, article 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DataSubject:
    """A lower-case e-mail address, the id of the person who has it, and the guest cookies known to be theirs.

    `until` leaves out whatever was written later: an erasure that is replayed after a restored backup does not touch it.
    """

    email: str
    person: int | None = None
    guests: frozenset[str] = frozenset()
    until: datetime | None = None
