"""Judging: what is to be done with a submission, and why."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from broadsheet.spam.classifier.near_duplicates import COUNT_ALIKE, is_flood, likeness, moment_of_likeness
from broadsheet.spam.classifier.submissions import Outcome, Submission, Verdict
from broadsheet.spam.models import SITE, Filter, Judgement

if TYPE_CHECKING:
    from broadsheet.spam.classifier.features import Look

LEAST_LABELS, LEAST_OF_EACH, LEAST_GOOD = 50, 10, 100
STRICTEST = 0.001
_AUDITED = 0.02
_chance = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission with what can be worked out before the database is asked."""

    submission: Submission
    like: tuple[int, int] | None
    look: Look | None


def prepare(submission: Submission) -> Prepared:
    """Where this process judges already, the features are worked out here, outside everybody's transaction."""
    return Prepared(submission, likeness(submission.text), _look(submission) if _awake else None)


def is_awake() -> bool:
    """Whether this process has scored anything yet: then a submission deserves whatever can be found out about it."""
    return _awake


_awake = False  # numpy is loaded by the first who needs it: a site without labels never does


def _look(submission: Submission) -> Look:
    from broadsheet.spam.classifier.features import look_at

    global _awake
    _awake = True
    return look_at(submission)


def judge(given: Submission | Prepared, name: str = SITE) -> Verdict:
    """What is to be done; every label that was committed before now counts. Within the caller's transaction.

    Until 50 labels with 10 of each kind are known nothing is held for its words, and until 100 good ones are confirmed
    nothing is spam by itself.
    """
    prepared = prepare(given) if isinstance(given, Submission) else given
    row, count = _ask(name, prepared.like)
    score, odds, limit, strict = _asked(prepared, row) if row is not None and row.head else (0.0, 0.0, None, None)
    looks = row is not None and is_ready(row) and odds > 0
    reasons = [f"looks {odds:.1f}"] if looks else []
    besides = _rules(prepared.submission, count)
    beyond = looks and limit is not None and score > limit
    outcome = Outcome.SPAM if beyond else Outcome.HOLD if looks or besides else Outcome.PUBLISH
    if beyond:
        reasons.append("threshold")
    sure = beyond and strict is not None and score > strict
    facts = facts_of(prepared.submission)
    discard = sure and any(reason.startswith(("trap", "flood")) for reason in besides)
    audit = row is not None and is_ready(row) and _chance.random() < _AUDITED
    asks = row is not None and bool(row.asks)
    return Verdict(outcome, score, odds, limit, (*reasons, *besides), discard, audit, asks, facts)


def _ask(name: str, like: tuple[int, int] | None) -> tuple[Filter | None, int]:
    """The filter as it is now, and how many like this came lately; by hand and at once, because every post asks."""
    near, close = like if like and name == SITE and settings.PACING else (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_FILTER, [near, close, moment_of_likeness(), name])
        found = cursor.fetchone()
    return (Filter(*found[:-1]) if found[0] else None), int(found[-1])


_FILTER = f"""
    SELECT filter.id, name, budget, epoch, head, mark, good, spam, asks, {COUNT_ALIKE}
    FROM (SELECT 1) AS one LEFT JOIN broadsheet_filter AS filter ON filter.name = %s
"""  # noqa: S608 - our own words


def is_ready(row: Filter) -> bool:
    """Whether enough is known to hold something for its words."""
    return min(row.good, row.spam) >= LEAST_OF_EACH and row.good + row.spam >= LEAST_LABELS


def _asked(prepared: Prepared, row: Filter) -> tuple[float, float, float | None, float | None]:
    """Score, log-odds, the threshold of the budget and that of the strictest, where enough is known."""
    from broadsheet.spam.classifier.model_replica import lock, mind_of

    look = prepared.look or _look(prepared.submission)
    with lock:
        mind = mind_of(row)
        score = mind.learner.score(look)
        odds = mind.learner.odds(score)
        known = row.good >= LEAST_GOOD
        limit = mind.threshold(row.budget) if known else None
        return score, odds, limit, mind.threshold(min(STRICTEST, row.budget)) or limit if known else None


def _rules(given: Submission, count: int) -> list[str]:
    """What holds a submission whatever its words: a trap sprung, a page that never was, no proof where one was wanted, or a flood."""
    found = []
    if given.trap:
        found.append("trap")
    if given.page is not None and given.page < 0:
        found.append("page")
    if given.unproven:
        found.append("unproven")
    if is_flood(count):
        found.append(f"flood {count + 1}")
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


def keep(verdict: Verdict, subject: int, given: Prepared, outcome: Outcome | None = None) -> None:
    """Remember what was said of the caller's subject; `outcome` is what was done, where that differs."""
    near, close = given.like or (None, None)
    facts = json.dumps(verdict.facts, ensure_ascii=True) if verdict.facts else ""
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    said = [str(outcome or verdict.outcome), verdict.score, verdict.odds, verdict.threshold]
    network = given.submission.network if settings.PACING else ""
    row: list[Any] = [
        subject,
        *said,
        "; ".join(verdict.reasons)[:200],
        verdict.audit,
        facts[:200],
        network,
        near,
        close,
        at,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, row)


_KEEP = """
    INSERT INTO broadsheet_judgement
        (subject, outcome, score, odds, threshold, reasons, audit, facts, network, near, close, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (subject) DO UPDATE SET outcome = excluded.outcome, score = excluded.score, odds = excluded.odds,
        threshold = excluded.threshold, reasons = excluded.reasons, near = excluded.near, close = excluded.close
"""


def add_reason(subject: int, reason: str) -> None:
    """What was found out about a kept subject later; of one kind of reason the last stays."""
    kept = Judgement.objects.filter(pk=subject).first()
    if kept is None:
        return
    kind = reason.partition("-")[0]
    others = [one for one in kept.reasons.split("; ") if one and one.partition("-")[0] != kind]
    Judgement.objects.filter(pk=subject).update(reasons="; ".join([*others, reason])[:200])


def judgement_of(subject: int) -> Judgement | None:
    return Judgement.objects.filter(pk=subject).first()


def networks_of(subjects: Iterable[int]) -> list[str]:
    """The hashes of the networks that these came from within a day, the newest first."""
    found = Judgement.objects.filter(pk__in=subjects).exclude(network="").order_by("-pk")
    return list(dict.fromkeys(found.values_list("network", flat=True)))


def forget_networks() -> int:
    """Where something came from is known for a day at most; called by the worker."""
    over = Judgement.objects.filter(at__lt=timezone.now() - _NETWORKS_KEPT, at__gt=timezone.now() - 30 * _NETWORKS_KEPT)
    return over.exclude(network="").update(network="")


_NETWORKS_KEPT = timedelta(hours=23)  # looked at every ten minutes


def judgements_of(subjects: Iterable[int]) -> dict[int, Judgement]:
    return Judgement.objects.in_bulk(subjects)
