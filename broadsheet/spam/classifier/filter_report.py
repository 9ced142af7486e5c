"""How the filter does: labels, mistakes against the budget, what it catches, and what another budget would have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from broadsheet.spam.classifier.judging import LEAST_GOOD, is_ready
from broadsheet.spam.classifier.submissions import Outcome
from broadsheet.spam.classifier.thresholds import LATELY, interval, threshold
from broadsheet.spam.models import SITE, Doubt, Filter, Judgement, Label

LEAST_BUDGET, MOST_BUDGET = 0.001, 0.05
_BACK = timedelta(days=30)
_STEPS = 40  # points of the plot
_MOST_PLOTTED = 4000  # labels
_Row = tuple[bool, bool, bool | None, float, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Rates from 0 to 1. `mistaken` and `caught` are (times, of) among the last 500 good and spam labels whose moment had a threshold."""

    good: int
    spam: int
    ready: bool
    decides: bool
    budget: float
    threshold: float | None
    mistaken: tuple[int, int]
    caught: tuple[int, int]
    doubts: int
    plot: list[tuple[int, float, float]]  # labels so far, share of good ones mistaken, share of spam caught

    @property
    def mistaken_between(self) -> tuple[float, float]:
        return interval(*self.mistaken)

    @property
    def caught_between(self) -> tuple[float, float]:
        return interval(*self.caught)


def report(name: str = SITE) -> Report:
    """As things stand."""
    row = Filter.objects.filter(name=name).first() or Filter(name=name)
    standing = _standing(row) if row.pk else []
    good = [score for spam, _, _, score, _ in standing if not spam][-LATELY:]
    limit = threshold(good, row.budget) if row.good >= LEAST_GOOD else None
    return Report(
        row.good,
        row.spam,
        is_ready(row),
        limit is not None,
        row.budget,
        limit,
        _share([one for one in standing if not one[0]]),
        _share([one for one in standing if one[0]]),
        row.doubts.count() if row.pk else 0,
        _plot(standing),
    )


def _standing(row: Filter) -> list[_Row]:
    """The last labels that nobody took back, oldest first."""
    labels = row.labels.order_by("-number").values_list("spam", "back", "passed", "score", "subject")[:_MOST_PLOTTED]
    gone: set[str] = set()
    found = []
    for label in labels:
        if label[1]:
            gone.add(label[4])
        elif label[4] in gone:
            gone.discard(label[4])
        else:
            found.append(label)
    return found[::-1]


def _share(labels: Sequence[_Row]) -> tuple[int, int]:
    told = [label[2] for label in labels if label[2] is not None][-LATELY:]
    return sum(map(bool, told)), len(told)


def _plot(standing: Sequence[_Row]) -> list[tuple[int, float, float]]:
    points = []
    for step in range(1, _STEPS + 1) if len(standing) > _STEPS else ():
        until = len(standing) * step // _STEPS
        mistaken = _share([one for one in standing[:until] if not one[0]])
        caught = _share([one for one in standing[:until] if one[0]])
        if mistaken[1] and caught[1]:
            points.append((until, mistaken[0] / mistaken[1], caught[0] / caught[1]))
    return points


@dataclass(frozen=True, slots=True)
class Change:
    """What another budget would have done to what came in the last 30 days."""

    judged: int
    now_spam: int
    then_spam: int
    mistaken: int  # of those only then spam, how many a moderator called good


def change_with(budget: float, name: str = SITE) -> Change:
    """Judged by today's threshold of that budget, from the scores as they were given."""
    row = Filter.objects.filter(name=name).first()
    good = [score for spam, _, _, score, _ in (_standing(row) if row else []) if not spam][-LATELY:]
    decides = row is not None and row.good >= LEAST_GOOD
    limit = threshold(good, budget) if decides else None
    lately = Judgement.objects.filter(at__gt=timezone.now() - _BACK).exclude(score=0)
    now = set(lately.filter(outcome=Outcome.SPAM).values_list("pk", flat=True))
    then = set(lately.filter(score__gt=limit, odds__gt=0).values_list("pk", flat=True)) if limit is not None else set()
    fresh = [str(subject) for subject in then - now]
    confirmed = Label.objects.filter(filter=row, spam=False, back=False, subject__in=fresh[:500])
    return Change(lately.count(), len(now), len(then), confirmed.count())


def choose_budget(budget: float, name: str = SITE) -> float:
    """Set it, between 0.1 % and 5 %; gives what was set."""
    chosen = min(max(budget, LEAST_BUDGET), MOST_BUDGET)
    Filter.objects.get_or_create(name=name)
    Filter.objects.filter(name=name).update(budget=chosen)
    return chosen


def doubts() -> QuerySet[Doubt]:
    """Labels that wait for a second person, the oldest first."""
    return Doubt.objects.select_related("filter__key").order_by("pk")


def drawn_among(subjects: Iterable[int]) -> set[int]:
    """Which of these were drawn at random and wait to be labelled."""
    drawn = set(Judgement.objects.filter(pk__in=list(subjects), audit=True).values_list("pk", flat=True))
    if not drawn:
        return set()
    labels = Label.objects.filter(filter__name=SITE, subject__in=[str(pk) for pk in drawn]).order_by("number")
    stands = {int(subject): not back for subject, back in labels.values_list("subject", "back")}
    return {pk for pk in drawn if not stands.get(pk)}
