"""The spam filter as staff see it: how it does, its budget, the labels it doubts, Akismet, and other sites that ask here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import spam
from broadsheet.desk.base_page import at_desk, page, refuse_some_sections
from broadsheet.desk.settings_pages.forms import AkismetKeyForm, BudgetForm, DoubtForm, SiteKeyForm
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
    wanted = BudgetForm(request.GET).given().get("budget")
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
        "akismet_key": "",
    }
    return page(request, "filter", context | more)


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
    sentence = gettext("The filter works for every section: only who works in all of them changes it.")
    refuse_some_sections(person, sentence)


@require_POST
@at_desk
def choose_budget(request: HttpRequest, person: Person) -> HttpResponse:
    """How many good comments may be mistaken; what is no percentage changes nothing."""
    _for_all_sections(person)
    budget = BudgetForm(request.POST).given().get("budget")
    if budget is not None:
        spam.choose_budget(budget)
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def choose_akismet(request: HttpRequest, person: Person) -> HttpResponse:
    """Also check with Akismet from now on, or, without a key, no longer."""
    _for_all_sections(person)
    key = AkismetKeyForm(request.POST).cleaned()["key"]
    if akismet.choose_akismet(key):
        return HttpResponseRedirect(_HERE, status=303)
    return _overview(request, refused=True, akismet_key=key)


@require_POST
@at_desk
def settle_doubt(request: HttpRequest, person: Person, doubt_id: int) -> HttpResponse:
    """A second person believes a doubted label, or does not."""
    doubt = spam.doubts().filter(pk=doubt_id).first()
    if doubt is not None:
        agree = DoubtForm(request.POST).given().get("believe") == "yes"
        spam.settle_doubt(doubt, agree=agree, source=f"person-{person.pk}")
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def make_key(request: HttpRequest, person: Person) -> HttpResponse:
    """The one page that shows it."""
    _for_all_sections(person)
    host = SiteKeyForm(request.POST).cleaned()["host"]
    if not host:
        return HttpResponseRedirect(_HERE, status=303)
    key, secret = akismet.make_key(host)
    return _overview(request, made=key, secret=secret)


@require_POST
@at_desk
def revoke_key(request: HttpRequest, person: Person, key_id: int) -> HttpResponse:
    """The site cannot ask here any more."""
    _for_all_sections(person)
    for key in akismet.keys_in_use():
        if key.pk == key_id:
            akismet.revoke_key(key)
    return HttpResponseRedirect(_HERE, status=303)
