"""Judging: what is to be done with a submission, and why."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from broadsheet.kit import register
from broadsheet.spam.classifier.near_duplicates import is_flood, likeness, moment_of_likeness
from broadsheet.spam.classifier.sql import FILTER_AND_ALIKE
from broadsheet.spam.classifier.submissions import Outcome, Submission, Verdict
from broadsheet.spam.models import SITE, Filter

if TYPE_CHECKING:
    from broadsheet.spam.classifier.features import Features

LEAST_LABELS, LEAST_OF_EACH, LEAST_GOOD = 50, 10, 100
STRICTEST = 0.001  # the smallest budget: what stands above its threshold is beyond doubt
_AUDITED = 0.02  # share of judgements that a moderator is asked to check
_chance = secrets.SystemRandom()


class _Started:
    """Whether this process has extracted features yet. numpy is loaded by the first submission that needs it, so that a site
    without labels never pays for it.
    """

    def __init__(self) -> None:
        self.yes = False
        register(self.reset)

    def reset(self) -> None:
        self.yes = False


_started = _Started()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission with what can be worked out before the database is asked: the two MinHash numbers of its text (`like`),
    and its features where this process extracts them already.
    """

    submission: Submission
    like: tuple[int, int] | None
    features: Features | None


def prepare(submission: Submission) -> Prepared:
    """Work out, outside of everybody's transaction, what can be."""
    return Prepared(submission, likeness(submission.text), _features_of(submission) if has_started() else None)


def has_started() -> bool:
    """Whether this process has scored anything yet: then it is worth while to find out more about a submission."""
    return _started.yes


def _features_of(submission: Submission) -> Features:
    from broadsheet.spam.classifier.features import extract_features

    _started.yes = True
    return extract_features(submission)


def judge(given: Submission | Prepared, name: str = SITE) -> Verdict:
    """What is to be done; every label that was committed before now counts. Within the caller's transaction.

    Until 50 labels with 10 of each kind are known nothing is held for its words, and until 100 good ones are confirmed
    nothing is spam by itself.
    """
    prepared = prepare(given) if isinstance(given, Submission) else given
    row, alike = _filter_and_alike(name, prepared.like)
    known = _scored(prepared, row) if row is not None and row.head else _Score()
    ready = row is not None and is_ready(row)
    looks = ready and known.odds > 0
    beyond = looks and known.threshold is not None and known.score > known.threshold
    besides = _reasons_besides_words(prepared.submission, alike)
    sure = beyond and known.strictest is not None and known.score > known.strictest
    return Verdict(
        Outcome.SPAM if beyond else Outcome.HOLD if looks or besides else Outcome.PUBLISH,
        score=known.score,
        odds=known.odds,
        threshold=known.threshold,
        reasons=(*([f"looks {known.odds:.1f}"] if looks else []), *(["threshold"] if beyond else []), *besides),
        discard=sure and any(reason.startswith(("trap", "flood")) for reason in besides),
        audit=ready and _chance.random() < _AUDITED,
        wants_second_opinion=row is not None and bool(row.akismet_key),
        facts=facts_of(prepared.submission),
    )


def _filter_and_alike(name: str, like: tuple[int, int] | None) -> tuple[Filter | None, int]:
    """The filter as it is now, and how many texts like this came lately."""
    near, close = like if like and name == SITE and settings.PACING else (None, None)
    with connection.cursor() as cursor:
        cursor.execute(FILTER_AND_ALIKE, [near, close, moment_of_likeness(), name])
        found = cursor.fetchone()
    return (Filter(*found[:-1]) if found[0] else None), int(found[-1])


def is_ready(row: Filter) -> bool:
    """Whether enough is known to hold something for its words."""
    return min(row.good, row.spam) >= LEAST_OF_EACH and row.good + row.spam >= LEAST_LABELS


@dataclass(frozen=True, slots=True)
class _Score:
    """What the model says: its score, log-odds of spam, and the thresholds of the chosen and the strictest budget, which are
    None while too little is known.
    """

    score: float = 0.0
    odds: float = 0.0
    threshold: float | None = None
    strictest: float | None = None


def _scored(prepared: Prepared, row: Filter) -> _Score:
    from broadsheet.spam.classifier.model_replica import lock, model_of

    features = prepared.features or _features_of(prepared.submission)
    with lock:
        model = model_of(row)
        score = model.learner.score(features)
        odds = model.learner.odds(score)
        if row.good < LEAST_GOOD:
            return _Score(score, odds)
        limit = model.threshold(row.budget)
        return _Score(score, odds, limit, model.threshold(min(STRICTEST, row.budget)) or limit)


def _reasons_besides_words(given: Submission, alike: int) -> list[str]:
    """What holds a submission whatever its words: a trap sprung, a page that never was, no proof of work where one was
    wanted, or a flood of texts like it.
    """
    found = []
    if given.trap:
        found.append("trap")
    if given.page is not None and given.page < 0:
        found.append("page")
    if given.unproven:
        found.append("unproven")
    if is_flood(alike):
        found.append(f"flood {alike + 1}")
    return found


def facts_of(submission: Submission) -> dict[str, Any]:
    """What is known of the sending itself."""
    facts = {
        "seconds": submission.seconds,
        "trap": submission.trap[:40],
        "agent": submission.agent[:40],
        "approved": submission.approved,
        "page": submission.page,
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}
