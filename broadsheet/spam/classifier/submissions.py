"""What is judged, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Submission:
    """Something a stranger sent, as plain words; every field but the text may be unknown.

    `title` and `language` are the story's. `seconds` from opening the page to sending, `trap` what stood in the field
    nobody sees, `network` a keyed hash, `agent` the browser's family, `age` of the discussion in days, `approved` how
    much of this writer's already stands, `page` the age in hours of the printed page that was answered (negative: none that was
    ever printed), `unproven` that a proof of work was wanted and did not come.
    """

    text: str
    author: str = ""
    email: str = ""
    url: str = ""
    title: str = ""
    language: str = ""
    time: datetime | None = None
    seconds: float | None = None
    trap: str = ""
    network: str = ""
    agent: str = ""
    age: float | None = None
    approved: int | None = None
    page: float | None = None
    unproven: bool = False


class Outcome(StrEnum):
    """What is to be done with it."""

    PUBLISH = "publish"
    HOLD = "hold"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is the model's own unit, `odds` natural log-odds of being spam (never a probability), `threshold` the score
    above which something is spam by itself (None while too little is known), `reasons` codes for `words_for`.

    `discard` says that it is beyond doubt: above the strictest budget, and a trap or a flood besides. `audit` asks
    for a moderator's eye at random; with `wants_second_opinion` Akismet is asked before it is published.
    """

    outcome: Outcome
    score: float = 0.0
    odds: float = 0.0
    threshold: float | None = None
    reasons: tuple[str, ...] = ()
    discard: bool = False
    audit: bool = False
    wants_second_opinion: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
