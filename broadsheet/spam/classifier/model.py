"""The model of one filter: what its learner knows, and how far it has read the log of labels."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from broadsheet.spam.classifier.learner import Learner
from broadsheet.spam.classifier.thresholds import LATELY, threshold
from broadsheet.spam.models import Label


class FilterModel:
    """A learner that has read the log of one filter up to `head`, and the scores of the good comments in it."""

    def __init__(self, epoch: int = 0) -> None:
        self.learner = Learner()
        self.epoch, self.head, self.mark = epoch, 0, ""
        self.good: list[tuple[str, float]] = []
        self.saved = 0

    def threshold(self, budget: float) -> float | None:
        """Of the last 500 good comments that somebody confirmed."""
        return threshold([score for _, score in self.good[-LATELY:]], budget)

    def read(self, label: Label) -> None:
        """Learn one line of the log."""
        ids = np.frombuffer(bytes(label.features), dtype="<i4")
        if label.back:
            self.learner.take_back(ids, label.spam)
        else:
            self.learner.learn(ids, label.spam, label.score)
        if not label.spam:
            self._note_good(label)
        self.head, self.mark = label.number, label.mark

    def _note_good(self, label: Label) -> None:
        if label.back:
            found = [place for place, (subject, _) in enumerate(self.good) if subject == label.subject]
            if found:
                del self.good[found[-1]]
        else:
            self.good = [*self.good[-2 * LATELY :], (label.subject, label.score)]

    def fingerprint(self) -> str:
        """Equal for two models that agree in every bit."""
        digest = blake2b(repr((self.learner.counts, self.learner.scale, self.good[-LATELY:])).encode(), digest_size=16)
        for table in self.learner.tables():
            digest.update(table.tobytes())
        return digest.hexdigest()
