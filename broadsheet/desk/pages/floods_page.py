"""Floods: many comments much alike, settled by one decision and settled back."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.comments import State
from broadsheet.desk.base_page import at_desk, page, refuse_some_sections
from broadsheet.desk.pages.forms import FloodForm
from broadsheet.desk.queue import update_items
from broadsheet.moderation import FloodDecision
from broadsheet.moderation.queries import find_flood_decision, flood_decisions_since
from broadsheet.people import Person

_HERE = "/-/desk/floods"
_UNDO_SHOWN = timedelta(hours=24)
_TOGETHER = 200  # items written in one transaction


@require_safe
@at_desk
def floods(request: HttpRequest, person: Person) -> HttpResponse:
    """The floods of now, and what was settled lately."""
    _for_all_sections(person)
    settled = flood_decisions_since(timezone.now() - _UNDO_SHOWN, most=5)
    return page(request, "floods", {"floods": moderation.floods(), "settled": settled})


@require_POST
@at_desk
def settle(request: HttpRequest, person: Person) -> HttpResponse:
    """One decision for a flood: `like` says which, `decision` published or spam."""
    _for_all_sections(person)
    given = FloodForm(request.POST).given()
    if "like" in given and "decision" in given:
        _update_items(moderation.settle_flood(given["like"], State(given["decision"]), person))
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def unsettle(request: HttpRequest, person: Person, settlement_id: int) -> HttpResponse:
    """Give every comment its former state."""
    _for_all_sections(person)
    settlement = find_flood_decision(settlement_id)
    if settlement is None:
        raise Http404
    moderation.undo_flood_decision(settlement, person)
    _update_items(settlement)
    return HttpResponseRedirect(_HERE, status=303)


def _for_all_sections(person: Person) -> None:
    sentence = gettext("A flood goes through every section: only who works in all of them settles it.")
    refuse_some_sections(person, sentence)


def _update_items(settlement: FloodDecision | None) -> None:
    ids = sorted(map(int, settlement.former)) if settlement else []
    for start in range(0, len(ids), _TOGETHER):
        update_items(ids[start : start + _TOGETHER])
