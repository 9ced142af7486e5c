"""How high a score must be, for a stated share of good comments to be mistaken."""

from __future__ import annotations

import math
from collections.abc import Sequence

LATELY = 500  # good comments a threshold looks back on


def threshold(good: Sequence[float], budget: float) -> float | None:
    """The score that at most `budget` of good comments pass, from the scores of such ones: a conformal quantile.

    With n scores it is the ⌈(n + 1)(1 − budget)⌉-th smallest (Vovk, Gammerman and Shafer 2005); None while n is too small
    to say anything for this budget.
    """
    count = len(good)
    rank = math.ceil((count + 1) * (1 - budget) - 1e-9)
    return sorted(good)[rank - 1] if 0 < rank <= count else None


def interval(times: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a rate seen `times` in `of` (Wilson 1927); nothing known is 0 to 1."""
    if not of:
        return 0.0, 1.0
    rate = times / of
    middle = (rate + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(middle - half, 0.0), min(middle + half, 1.0)
