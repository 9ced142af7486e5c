"""Why: what each word and each fact added to a score, and the labelled ones that are most like it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from broadsheet.spam.classifier.submissions import Submission
from broadsheet.spam.models import SITE, Filter, Label

_NEIGHBOURS = 3
_LOOKED_AT = 500  # labels
_MOST = 12  # words and facts


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A labelled subject, and the share of features that both have."""

    subject: str
    spam: bool
    likeness: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Weights above 0 speak for spam; they are shares of the score of the whole text, the strongest first."""

    score: float = 0.0
    odds: float = 0.0
    threshold: float | None = None
    words: list[tuple[str, float]] = field(default_factory=list)
    facts: list[tuple[str, float]] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)


def explain(submission: Submission, name: str = SITE) -> Explanation | None:
    """By what is known now; None while nothing is."""
    from broadsheet.spam.classifier.features import extract_features
    from broadsheet.spam.classifier.model_replica import lock, model_of

    row = Filter.objects.filter(name=name).first()
    if row is None or not row.head:
        return None
    features = extract_features(submission)
    with lock:
        model = model_of(row)
        learner = model.learner
        score = learner.score(features)
        pulls = dict(
            zip(
                features.whole.tolist(),
                (learner.pull(features.whole) / math.sqrt(len(features.whole))).tolist(),
                strict=True,
            )
        )
        odds, limit = learner.odds(score), model.threshold(row.budget)
    words, facts = _words(submission.text, pulls), _facts(submission, pulls)
    return Explanation(score, odds, limit, words, facts, _neighbours(row, set(features.whole.tolist())))


def _words(text: str, pulls: dict[int, float]) -> list[tuple[str, float]]:
    """The runs of letters are spread over the words they touch; one that occurs twice counts half at each place."""
    from broadsheet.spam.classifier.features import MOST, runs, spans, word_id
    from broadsheet.spam.classifier.normalising import fold

    folded = fold(text[:MOST]).text
    letters = [0.0] * (len(folded) + 2)  # with the space before and after
    for length, ids in enumerate(runs(folded), 3):
        times: dict[int, int] = {}
        for number in ids.tolist():
            times[number] = times.get(number, 0) + 1
        for place, number in enumerate(ids.tolist()):
            share = pulls.get(number, 0.0) / times[number] / length
            for at in range(place, place + length):
                letters[at] += share
    weights: dict[str, float] = {}
    for start, end in spans(folded):
        word = folded[start:end]
        weights[word] = weights.get(word, pulls.get(word_id(word), 0.0)) + sum(letters[start + 1 : end + 1])
    return _strongest(weights)


def _facts(submission: Submission, pulls: dict[int, float]) -> list[tuple[str, float]]:
    from broadsheet.spam.classifier.features import named_facts

    return _strongest(
        {name: sum(pulls.get(number, 0.0) for number in set(ids)) for name, ids in named_facts(submission)}
    )


def _strongest(weights: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(((name, round(weight, 3)) for name, weight in weights.items()), key=lambda pair: -abs(pair[1]))[
        :_MOST
    ]


def _neighbours(row: Filter, ids: set[int]) -> list[Neighbour]:
    """By the share of features in common (Jaccard), among the last 500 labels."""
    last = Label.objects.filter(filter=row, back=False).order_by("-number").values_list("subject", "spam", "features")
    found: dict[str, Neighbour] = {}
    for subject, spam, features in last[:_LOOKED_AT]:
        other = set(memoryview(bytes(features)).cast("i"))
        found.setdefault(subject, Neighbour(subject, spam, len(ids & other) / len(ids | other)))
    return sorted(found.values(), key=lambda one: -one.likeness)[:_NEIGHBOURS]
