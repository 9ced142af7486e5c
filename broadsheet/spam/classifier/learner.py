"""The learner: three online models over hashed features, and one sum of what they say.

Logistic regression with AdaGrad learns from every example, naive Bayes counts, AROW (Crammer, Kulesza, Dredze 2009) learns from
what surprised it. Everything is gathered and summed in one fixed order, so that the same labels give the same bits.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from broadsheet.spam.classifier.features import SIZE, Features, Ids

Table = NDArray[np.float32]
_OF_BAYES, _OF_AROW = 0.3, 2.0  # shares in the sum; stacking them by a learnt model was worse on every stream
_PRIOR = 0.1
_PACE = 0.05  # of the scale that turns scores to log-odds


class Learner:
    """Six tables of 2^18 numbers (6 MB), and a scale from scores to log-odds."""

    def __init__(self) -> None:
        self.weights, self.squares = _table(), _table()
        self.good, self.spam = _table(), _table()
        self.means, self.certainty = _table(), _table(1)
        self.counts = [0, 0]
        self.scale = [1.0, 0.0]  # log-odds = scale[0] × score + scale[1]

    def tables(self) -> list[Table]:
        """In the order in which they are stored."""
        return [self.weights, self.squares, self.good, self.spam, self.means, self.certainty]

    def score(self, features: Features) -> float:
        """How much it looks like spam, of the whole or of the segment that looks most like it."""
        sizes = np.diff(np.append(features.starts, len(features.ids)))
        sums = np.add.reduceat(self.pull(features.ids), features.starts)
        return float((sums / np.sqrt(sizes)).max())

    def pull(self, ids: Ids) -> NDArray[np.float64]:
        """What each feature adds, before the length is divided out."""
        pulled = self.weights[ids].astype(np.float64) + _OF_AROW * self.means[ids].astype(np.float64)
        if all(self.counts):
            spam = (self.spam[ids].astype(np.float64) + _PRIOR) / (self.counts[1] + 2 * _PRIOR)
            good = (self.good[ids].astype(np.float64) + _PRIOR) / (self.counts[0] + 2 * _PRIOR)
            pulled += _OF_BAYES * np.log(spam / good)
        return pulled

    def odds(self, score: float) -> float:
        """Natural log-odds of being spam."""
        return self.scale[0] * score + self.scale[1]

    def learn(self, ids: Ids, spam: bool, score: float) -> None:
        """One label; `score` is what `score` said just before."""
        self._learn_scale(spam, score)
        self._learn_logistic(ids, spam)
        self._learn_arow(ids, spam)
        (self.spam if spam else self.good)[ids] += np.float32(1)
        self.counts[spam] += 1

    def take_back(self, ids: Ids, spam: bool) -> None:
        """The opposite of an earlier label: counts exactly, the others by learning the contrary once."""
        table = self.spam if spam else self.good
        table[ids] = np.maximum(table[ids] - np.float32(1), np.float32(0))
        self.counts[spam] = max(self.counts[spam] - 1, 0)
        self._learn_logistic(ids, not spam)
        self._learn_arow(ids, not spam)

    def _learn_logistic(self, ids: Ids, spam: bool) -> None:
        length = 1 / math.sqrt(len(ids))
        said = float(self.weights[ids].astype(np.float64).sum()) * length
        slope = np.float32((_chance(said) - spam) * length)
        self.squares[ids] += slope * slope
        self.weights[ids] -= slope / np.sqrt(self.squares[ids] + np.float32(1e-8))

    def _learn_arow(self, ids: Ids, spam: bool) -> None:
        sign = 1.0 if spam else -1.0
        length = 1 / math.sqrt(len(ids))
        margin = sign * float(self.means[ids].astype(np.float64).sum()) * length
        if margin >= 1:
            return
        certain = self.certainty[ids]
        share = 1 / (float(certain.astype(np.float64).sum()) * length * length + 1)
        self.means[ids] += np.float32(sign * (1 - margin) * share * length) * certain
        self.certainty[ids] = certain - np.float32(share * length * length) * certain * certain

    def _learn_scale(self, spam: bool, score: float) -> None:
        """Platt's scaling, one step a label."""
        if not all(self.counts):
            return
        score = max(-30.0, min(30.0, score))
        slope = _chance(self.odds(score)) - spam
        self.scale[0] = max(self.scale[0] - _PACE * slope * score, 0.1)
        self.scale[1] -= _PACE * slope


def _table(value: float = 0) -> Table:
    return np.full(SIZE, value, dtype=np.float32)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def score_whole(learner: Learner, features: bytes) -> float:
    """The score of a label's features, without segments."""
    ids = np.frombuffer(features, dtype="<i4")
    return float(learner.pull(ids).sum()) / math.sqrt(len(ids))
