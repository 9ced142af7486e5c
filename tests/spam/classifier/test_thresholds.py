"""The threshold keeps its promise about good comments it has not seen."""

from __future__ import annotations

import math
import random
from statistics import fmean

import pytest

from broadsheet.spam.classifier.thresholds import interval, threshold


@pytest.mark.parametrize("budget", [0.005, 0.01, 0.05])
def test_good_comments_pass_as_rarely_as_promised(budget: float) -> None:
    """Scores drawn evenly from 0 to 1 pass a limit with the chance 1 - limit; on average ⌊501 × budget⌋ in 501 may pass."""
    chance = random.Random(7)
    limits = [threshold([chance.random() for _ in range(500)], budget) for _ in range(4000)]
    passing = fmean(1 - limit for limit in limits if limit is not None)
    assert None not in limits
    promised = math.floor(501 * budget) / 501
    assert promised <= budget
    assert passing == pytest.approx(promised, rel=0.05)


def test_too_few_say_nothing() -> None:
    assert threshold([0.0] * 198, 0.005) is None
    assert threshold([0.0] * 199, 0.005) == 0.0
    assert threshold([], 0.5) is None


def test_an_interval_holds_the_rate() -> None:
    assert interval(0, 0) == (0, 1)
    low, high = interval(3, 500)
    assert 0 < low < 3 / 500 < high < 0.02
