"""The kept judgements: what was said of each subject, when, and from where it came."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from broadsheet.spam.classifier.judging import Prepared
from broadsheet.spam.classifier.sql import KEEP_JUDGEMENT
from broadsheet.spam.classifier.submissions import Outcome, Verdict
from broadsheet.spam.models import Judgement

_MOST_REASONS = 20
_NETWORKS_KEPT = timedelta(hours=23)  # the worker looks every ten minutes, so nothing is known for longer than a day


def keep(verdict: Verdict, subject: int, given: Prepared, outcome: Outcome | None = None) -> None:
    """Remember what was said of the caller's subject; `outcome` is what was done, where that differs."""
    near, close = given.like or (None, None)
    row: list[Any] = [
        subject,
        str(outcome or verdict.outcome),
        verdict.score,
        verdict.odds,
        verdict.threshold,
        json.dumps(verdict.reasons[:_MOST_REASONS]),
        verdict.audit,
        (json.dumps(verdict.facts, ensure_ascii=True) if verdict.facts else "")[:200],
        given.submission.network if settings.PACING else "",
        near,
        close,
        connection.ops.adapt_datetimefield_value(timezone.now()),
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_JUDGEMENT, row)


def add_reason(subject: int, reason: str) -> None:
    """What was found out about a kept subject later. Reasons of one kind (`akismet-…`) replace each other."""
    kept = Judgement.objects.filter(pk=subject).first()
    if kept is None:
        return
    kind = reason.partition("-")[0]
    others = [one for one in kept.reasons if one.partition("-")[0] != kind]
    Judgement.objects.filter(pk=subject).update(reasons=[*others, reason][-_MOST_REASONS:])


def judgement_of(subject: int) -> Judgement | None:
    """What was said of it, or None."""
    return Judgement.objects.filter(pk=subject).first()


def judgements_of(subjects: Iterable[int]) -> dict[int, Judgement]:
    """What was said of these, by subject."""
    return Judgement.objects.in_bulk(subjects)


def networks_of(subjects: Iterable[int]) -> list[str]:
    """The hashes of the networks that these came from within a day, the newest first."""
    found = Judgement.objects.filter(pk__in=subjects).exclude(network="").order_by("-pk")
    return list(dict.fromkeys(found.values_list("network", flat=True)))


def forget_networks() -> int:
    """Where something came from is known for a day at most; called by the worker. Gives how many rows changed."""
    over = Judgement.objects.filter(at__lt=timezone.now() - _NETWORKS_KEPT, at__gt=timezone.now() - 30 * _NETWORKS_KEPT)
    return over.exclude(network="").update(network="")
