"""The threshold keeps its promise about good comments it has not seen."""

from __future__ import annotations

import random

import pytest

from broadsheet.spam.classifier.thresholds import interval, threshold


@pytest.mark.parametrize("budget", [0.005, 0.01, 0.05])
def test_good_comments_pass_as_rarely_as_promised(budget: float) -> None:
    chance = random.Random(7)
    passed = 0
    rounds = 4000
    for _ in range(rounds):
        seen = [chance.gauss(0, 1) for _ in range(500)]
        limit = threshold(seen, budget)
        assert limit is not None
        passed += chance.gauss(0, 1) > limit
    low, high = interval(passed, rounds)
    assert low <= budget * 1.05
    assert passed / rounds <= budget or high >= budget


def test_too_few_say_nothing() -> None:
    assert threshold([0.0] * 198, 0.005) is None
    assert threshold([0.0] * 199, 0.005) == 0.0
    assert threshold([], 0.5) is None


def test_an_interval_holds_the_rate() -> None:
    assert interval(0, 0) == (0, 1)
    low, high = interval(3, 500)
    assert 0 < low < 3 / 500 < high < 0.02
