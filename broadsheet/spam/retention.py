"""Forgetting what was said of submissions long ago. Labels stay: they are what the filter knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from broadsheet.kit import in_turn
from broadsheet.spam.models import Doubt, Judgement, Question

KEPT = timedelta(days=90)  # the budget's preview looks back 30


def judged_long_ago(after: int, most: int) -> list[int]:
    """Subjects behind `after` that were judged more than 90 days ago, in their order."""
    over = Judgement.objects.filter(pk__gt=after, at__lt=timezone.now() - KEPT)
    return list(over.order_by("pk").values_list("pk", flat=True)[:most])


def forget_judgements(subjects: Iterable[int]) -> int:
    """What was said of these, and what Akismet was asked about them; gives how many judgements went."""
    which = list(subjects)
    with in_turn():
        Question.objects.filter(subject__in=which).delete()
        return Judgement.objects.filter(pk__in=which).delete()[0]


def forget_doubts() -> int:
    """Labels that nobody believed within 90 days, with the words that other sites sent."""
    with in_turn():
        return Doubt.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
