"""The online protocol: predict, then train, every example in the order given, from an empty model.

Everything is held in memory, and no database is opened: the site's own labels are neither read nor written. The scores are bit for bit
those that the log of labels would have given (`tests/spam/test_measuring.py`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from broadsheet.spam.classifier.submissions import Submission
from broadsheet.spam.classifier.thresholds import LATELY, interval, threshold

BUDGETS = (0.005, 0.01)
Example = tuple[Submission, bool]


@dataclass
class Measurement:
    """`loss` is 1-AUC in percent (TREC's (1-ROCA)%), `recall` at 1 % false positives and `mistaken` at 95 % recall in percent.

    `realised` gives, for each budget, how often a good one passed the threshold of that moment, and of how many. Times
    are the 95th percentile in milliseconds.
    """

    good: int = 0
    spam: int = 0
    loss: float = math.nan
    recall: float = math.nan
    mistaken: float = math.nan
    realised: dict[float, tuple[int, int]] = field(default_factory=dict)
    judging: float = math.nan
    learning: float = math.nan
    bytes: int = 0


def measure(
    examples: Iterable[Example], *, since: int = 0, disguise: Callable[[str, int], str] | None = None
) -> Measurement:
    """The figures of one stream. Those before number `since` are learnt and not counted.

    `disguise` changes the text of each spam that is counted, given its number; what is disguised is not learnt.
    """
    from broadsheet.spam.classifier.features import extract_features
    from broadsheet.spam.classifier.learner import Learner

    learner, scores, good = Learner(), list[float](), list[float]()
    kinds, judging, learning = list[bool](), list[float](), list[float]()
    realised = {budget: [0, 0] for budget in BUDGETS}
    for number, (given, spam) in enumerate(examples):
        hidden = disguise is not None and spam and number >= since
        submission = _disguised(given, disguise(given.text, number)) if disguise and hidden else given
        began = time.thread_time()
        features = extract_features(submission)
        score = learner.score(features)
        judging.append(time.thread_time() - began)
        if number >= since:
            scores.append(score)
            kinds.append(spam)
            if not spam:
                _count(realised, score, good)
        if not hidden:
            began = time.thread_time()
            learner.learn(features.whole, spam, score)
            learning.append(time.thread_time() - began)
            if not spam:
                good.append(score)
    sizes = sum(table.nbytes for table in learner.tables())
    times = {budget: (times, of) for budget, (times, of) in realised.items()}
    return _figures(scores, kinds, times, _late(judging), _late(learning), sizes)


def _disguised(given: Submission, text: str) -> Submission:
    from dataclasses import replace

    return replace(given, text=text)


def _count(realised: dict[float, list[int]], score: float, good: Sequence[float]) -> None:
    for budget, counted in realised.items():
        limit = threshold(good[-LATELY:], budget)
        if limit is not None:
            counted[0] += score > limit
            counted[1] += 1


def _figures(
    scores: list[float],
    kinds: list[bool],
    realised: dict[float, tuple[int, int]],
    judging: float,
    learning: float,
    size: int,
) -> Measurement:
    good = sorted(score for score, spam in zip(scores, kinds, strict=True) if not spam)
    spam = sorted(score for score, is_spam in zip(scores, kinds, strict=True) if is_spam)
    found = Measurement(len(good), len(spam), realised=realised, judging=judging, learning=learning, bytes=size)
    if good and spam:
        found.loss = 100 * (1 - area(good, spam))
        limit = good[math.ceil(len(good) * 0.99) - 1]
        found.recall = 100 * sum(score > limit for score in spam) / len(spam)
        least = spam[math.floor(len(spam) * 0.05)]
        found.mistaken = 100 * sum(score >= least for score in good) / len(good)
    return found


def area(good: Sequence[float], spam: Sequence[float]) -> float:
    """The chance that a spam message scores above a good one, ties counting half. Both ascend."""
    from bisect import bisect_left, bisect_right

    wins = sum(bisect_left(good, score) + bisect_right(good, score) for score in spam)
    return wins / 2 / (len(good) * len(spam))


def _late(times: Sequence[float]) -> float:
    """The 95th percentile in milliseconds."""
    return 1000 * sorted(times)[int(len(times) * 0.95)] if times else math.nan


def table_of(found: Measurement) -> list[tuple[str, str]]:
    """What is printed: names and figures."""
    return [
        ("good, spam", f"{found.good:,}, {found.spam:,}"),
        ("1-AUC", _said(found.loss, ".2f", "%")),
        ("recall at 1 % false positives", _said(found.recall, ".1f", "%")),
        ("false positives at 95 % recall", _said(found.mistaken, ".2f", "%")),
        *((f"realised at a budget of {100 * budget:g} %", _rate(*seen)) for budget, seen in found.realised.items()),
        ("judging one, p95", _said(found.judging, ".2f", "ms")),
        ("learning one, p95", _said(found.learning, ".2f", "ms")),
        ("model in memory", f"{found.bytes / 2**20:.1f} MB"),
    ]


_TOO_FEW = "too few to say"


def _said(figure: float, form: str, unit: str) -> str:
    return f"{figure:{form}} {unit}" if math.isfinite(figure) else _TOO_FEW


def _rate(times: int, of: int) -> str:
    if not of:
        return _TOO_FEW
    low, high = interval(times, of)
    return f"{100 * times / of:.2f} % ({times} of {of:,}; 95 % interval {100 * low:.2f} to {100 * high:.2f} %)"
