"""The filter as staff see it: how it does, its budget, what it doubts, and why it said what it said of a comment."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import spam
from broadsheet.comments import Comment
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.decision_views import theirs
from broadsheet.kit import NotYours
from broadsheet.moderation import in_remit, submission_of
from broadsheet.people import Person
from broadsheet.spam import akismet

_HERE = "/-/desk/filter"
_WIDE, _HIGH = 640, 200  # of the plot
_MOST_DOUBTS = 50


@require_safe
@at_desk
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    """`?budget=` (percent) shows what that one would have changed."""
    return _overview(request)


def _overview(request: HttpRequest, **more: object) -> HttpResponse:
    found = spam.report()
    wanted = _percent(request.GET.get("budget", ""))
    context = {
        "report": found,
        "good": _number(found.good),
        "spam": _number(found.spam),
        "budget": f"{(wanted if wanted is not None else found.budget) * 100:g}",
        "wanted": wanted,
        "change": spam.change_with(wanted) if wanted is not None else None,
        "doubts": spam.doubts()[:_MOST_DOUBTS],
        "mistaken": _rate(found.mistaken, found.mistaken_between),
        "caught": _rate(found.caught, found.caught_between),
        "within": found.mistaken_between[0] <= found.budget,
        "lines": _lines(found.plot, found.budget),
        "asks": akismet.asks_akismet(),
        "keys": [(key, akismet.used(key)) for key in akismet.keys_in_use()],
    }
    return page(request, "filter", context | more)


def _percent(told: str) -> float | None:
    try:
        share = float(told.replace(",", ".")) / 100
    except ValueError:
        return None
    return share if math.isfinite(share) and 0 < share <= 1 else None


def _rate(seen: tuple[int, int], between: tuple[float, float]) -> dict[str, str]:
    times, of = seen
    low, high = between
    return {
        "share": _percentage(times / of) if of else "",
        "times": _number(times),
        "of": _number(of),
        "low": _percentage(low),
        "high": _percentage(high),
    }


def _number(count: int) -> str:
    return str(number_format(count, force_grouping=True))


def _percentage(share: float) -> str:
    return str(number_format(round(100 * share, 2), decimal_pos=2))  # which itself cuts off instead of rounding


def _lines(plot: list[tuple[int, float, float]], budget: float) -> dict[str, str] | None:
    """Points of two lines in a box of 640 by 200: spam caught of all, and good ones mistaken on a scale to 5 %; and the budget's height."""
    if not plot:
        return None
    most = plot[-1][0]
    return {
        "mistaken": " ".join(f"{_WIDE * n / most:.0f},{_HIGH * (1 - min(rate / 0.05, 1)):.0f}" for n, rate, _ in plot),
        "caught": " ".join(f"{_WIDE * n / most:.0f},{_HIGH * (1 - rate):.0f}" for n, _, rate in plot),
        "labels": _number(most),
        "budget": f"{_HIGH * (1 - min(budget / 0.05, 1)):.0f}",
    }


def _for_all_sections(person: Person) -> None:
    """Raises NotYours: the filter knows no sections."""
    if person.remit is not None:
        raise NotYours(gettext("The filter works for every section: only who works in all of them changes it."))


@require_POST
@at_desk
def choose(request: HttpRequest, person: Person) -> HttpResponse:
    _for_all_sections(person)
    wanted = _percent(request.POST.get("budget", ""))
    if wanted is not None:
        spam.choose_budget(wanted)
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def choose_akismet(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask Akismet besides from now on, or, without a key, nobody."""
    _for_all_sections(person)
    if akismet.choose_akismet(request.POST.get("key", "").replace("\0", "")):
        return HttpResponseRedirect(_HERE, status=303)
    return _overview(request, refused=True)


@require_POST
@at_desk
def settle(request: HttpRequest, person: Person, doubt_id: int) -> HttpResponse:
    """A second person believes a doubted label, or does not."""
    doubt = spam.doubts().filter(pk=doubt_id).first()
    if doubt is not None:
        spam.settle_doubt(doubt, agree=request.POST.get("believe") == "yes", source=f"person-{person.pk}")
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def make_key(request: HttpRequest, person: Person) -> HttpResponse:
    """The one page that shows it."""
    _for_all_sections(person)
    host = request.POST.get("host", "").replace("\0", "").strip()
    if not host:
        return HttpResponseRedirect(_HERE, status=303)
    key, secret = akismet.make_key(host)
    return _overview(request, made=key, secret=secret)


@require_POST
@at_desk
def revoke(request: HttpRequest, person: Person, key_id: int) -> HttpResponse:
    _for_all_sections(person)
    for key in akismet.keys_in_use():
        if key.pk == key_id:
            akismet.revoke_key(key)
    return HttpResponseRedirect(_HERE, status=303)


def _signed(weights: list[tuple[str, float]]) -> list[tuple[str, str, bool]]:
    return [
        (name, ("+" if weight > 0 else "−") + str(number_format(abs(round(weight, 3)), decimal_pos=3)), weight > 0)
        for name, weight in weights
    ]


@require_safe
@at_desk
def why(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """Weights, neighbours and the threshold, for staff."""
    comment = theirs(comment_id, person)
    said = spam.judgement_of(comment.pk)
    found = spam.explain(submission_of(comment))
    numbers = [int(one.subject) for one in found.neighbours if one.subject.isdigit()] if found else []
    texts = Comment.objects.filter(in_remit(person)).in_bulk(numbers)
    near = (
        [(one, texts.get(int(one.subject)) if one.subject.isdigit() else None) for one in found.neighbours]
        if found
        else []
    )
    context = {
        "comment": comment,
        "said": said,
        "reasons": spam.words_for(said.reasons) if said else [],
        "found": found,
        "words": _signed(found.words if found else []),
        "facts": _signed([(spam.fact_in_words(name), weight) for name, weight in found.facts] if found else []),
        "near": [(one, f"{one.likeness * 100:.0f}", other) for one, other in near],
    }
    return page(request, "why", context)
