"""What is kept of readers, said in sentences, so that every room can say it of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is kept: sentences in the active language. `outside` names everybody else who gets it."""

    what: str
    why: str
    how_long: str
    where: str = ""
    outside: list[str] = field(default_factory=list)
