"""A private folder for snapshots, and a process that remembers nothing from another test's database."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from broadsheet.spam.classifier import Submission

_GOOD = [
    "the",
    "council",
    "met",
    "about",
    "harbour",
    "money",
    "and",
    "nobody",
    "asked",
    "who",
    "pays",
    "for",
    "that",
    "old",
    "bridge",
    "again",
    "today",
    "friends",
]
_BAD = [
    "win",
    "free",
    "casino",
    "bonus",
    "click",
    "here",
    "cheap",
    "pills",
    "crypto",
    "profit",
    "guaranteed",
    "offer",
    "now",
    "register",
    "fast",
    "loan",
    "money",
]


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def stream(count: int, seed: int = 1) -> list[tuple[Submission, bool]]:
    """Made-up examples, every second one spam."""
    chance = random.Random(seed)
    words = (_GOOD, _BAD)
    return [
        (Submission(f"{' '.join(chance.choices(words[n % 2], k=12))} {n}.", author=f"Writer {n % 7}"), bool(n % 2))
        for n in range(count)
    ]


SPAM = Submission("click here now for free casino bonus and guaranteed crypto profit, register fast")
GOOD = Submission("I asked the council again who pays for the old bridge, and nobody at the harbour knows")
