"""The figures of moderation, month by month: what was received, held, removed and appealed, and how long it waited.

What happened is counted in the ledger, what came of it in the rows. Rows are forgotten after a while, so the figures of
a month are kept once it is over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import State, count_held_and_spam
from broadsheet.kit import in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.models import Decision, MonthlyFigure
from broadsheet.moderation.reports.models import Appeal
from broadsheet.stories import queries, site_settings

FIGURES = (
    "received",
    "held",
    "waited",  # median, in minutes, of what staff decided
    "removed",  # by staff, also by reason
    "spam",
    "withdrawn",
    "flags",
    "appealed",
    "overturned",
    "offered",  # corrections, by readers
    "corrected",
)
_LINES = {
    Kind.COMMENT_POSTED: "received",
    Kind.COMMENT_WITHDRAWN: "withdrawn",
    Kind.COMMENT_FLAGGED: "flags",
    Kind.COMMENT_APPEALED: "appealed",
    Kind.CORRECTION_OFFERED: "offered",
}


@dataclass(slots=True)
class Month:
    """`numbers` by figure; `reasons` says of what was removed why, by the reason's name; `over` is false for this one."""

    begin: date
    numbers: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    over: bool = True


def figures() -> list[Month]:
    """Every month since something first happened, the newest first; this one as it stands now. Writes nothing."""
    found: dict[date, Month] = {}
    for row in MonthlyFigure.objects.order_by("-month", "pk"):
        month = found.setdefault(row.month, Month(row.month))
        (month.reasons if row.of else month.numbers)[row.of or row.what] = row.number
    if not found and ledger.began_at() is None:
        return []
    begin, now = _first_open(), _month_of(timezone.now())
    while begin < now:
        found[begin] = _count(begin, over=True)
        begin = _next(begin)
    found[now] = _count(now, over=False)
    return [found[month] for month in sorted(found, reverse=True)]


def close_months() -> int:
    """Keep the figures of months that are over; gives how many months that were."""
    begin, now, closed = _first_open(), _month_of(timezone.now()), 0
    while begin < now:
        _keep(_count(begin, over=True))
        begin, closed = _next(begin), closed + 1
    return closed


def _first_open() -> date:
    """The first month whose figures are not kept yet."""
    last = MonthlyFigure.objects.aggregate(last=Max("month"))["last"]
    if last is not None:
        return _next(last)
    return _month_of(ledger.began_at() or timezone.now())


def _month_of(at: datetime) -> date:
    return at.astimezone(ZoneInfo(site_settings().time_zone)).date().replace(day=1)


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _keep(month: Month) -> None:
    rows = [MonthlyFigure(month=month.begin, what=what, number=number) for what, number in month.numbers.items()]
    rows += [
        MonthlyFigure(month=month.begin, what="removed", of=of, number=number) for of, number in month.reasons.items()
    ]
    with in_turn():
        MonthlyFigure.objects.bulk_create(rows, ignore_conflicts=True)


def _count(begin: date, *, over: bool) -> Month:
    zone = ZoneInfo(site_settings().time_zone)
    since = datetime(begin.year, begin.month, 1, tzinfo=zone)
    end = _next(begin)
    until = datetime(end.year, end.month, 1, tzinfo=zone)
    month = Month(begin, dict.fromkeys(FIGURES, 0), over=over)
    lines = ledger.first_number_since(since), ledger.first_number_since(until)
    for kind, number in ledger.count_kinds(_LINES, *lines).items():
        month.numbers[_LINES[kind]] = number
    posted = ledger.comments_between(Kind.COMMENT_POSTED, *lines)
    waited = Exists(Decision.objects.filter(comment=OuterRef("pk"), was=State.HELD))
    month.numbers |= count_held_and_spam(posted, was_held=Q(waited))
    decided = Decision.objects.filter(at__gte=since, at__lt=until, undone=None)
    month.numbers["waited"] = _median_wait(decided)
    for name, number in _removed(decided):
        month.numbers["removed"] += number
        if name:
            month.reasons[name] = number
    month.numbers["overturned"] = Appeal.objects.filter(answered__gte=since, answered__lt=until, upheld=False).count()
    month.numbers["corrected"] = queries.count_corrections(since, until)
    return month


def _removed(decided: Any) -> list[tuple[str | None, int]]:
    by_reason = decided.filter(became=State.REMOVED).order_by("reason__position", "reason__name")
    return list(by_reason.values_list("reason__name").annotate(number=Count("comment", distinct=True)))


def _median_wait(decided: Any) -> int:
    """Minutes that comments had waited when staff decided; 0 where none did."""
    held = Decision.objects.filter(comment=OuterRef("comment"), became=State.HELD, pk__lt=OuterRef("pk"))
    waited = decided.filter(was=State.HELD, by__isnull=False)
    rows = waited.annotate(since=Subquery(held.order_by("-pk").values("at")[:1]))
    times = [at - (since or created) for at, since, created in rows.values_list("at", "since", "comment__created")]
    return round(median(times).total_seconds() / 60) if times else 0
