"""Floods: many comments much alike, settled by one decision and settled back."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.comments import State
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.queue import number, write_cases
from broadsheet.kit import NotYours
from broadsheet.moderation import Settlement
from broadsheet.people import Person

_HERE = "/-/desk/floods"
_UNDO_SHOWN = timedelta(hours=24)


@require_safe
@at_desk
def floods(request: HttpRequest, person: Person) -> HttpResponse:
    """What floods now, and what was settled lately."""
    _for_all_sections(person)
    lately = Settlement.objects.filter(undone=None, at__gt=timezone.now() - _UNDO_SHOWN)
    return page(request, "floods", {"floods": moderation.floods(), "settled": lately.order_by("-pk")[:5]})


@require_POST
@at_desk
def settle(request: HttpRequest, person: Person) -> HttpResponse:
    """One decision for a flood: `like` says which, `decision` published or spam."""
    _for_all_sections(person)
    like, decision = number(request.POST.get("like", "")), request.POST.get("decision", "")
    if like is not None and decision in {State.PUBLISHED, State.SPAM}:
        _follow(moderation.settle_flood(like, State(decision), person))
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def unsettle(request: HttpRequest, person: Person, settlement_id: int) -> HttpResponse:
    _for_all_sections(person)
    settlement = get_object_or_404(Settlement, pk=settlement_id)
    moderation.undo_settlement(settlement, person)
    _follow(settlement)
    return HttpResponseRedirect(_HERE, status=303)


def _for_all_sections(person: Person) -> None:
    """A flood knows no sections."""
    if person.remit is not None:
        raise NotYours(gettext("A flood goes through every section: only who works in all of them settles it."))


def _follow(settlement: Settlement | None) -> None:
    ids = sorted(map(int, settlement.former)) if settlement else []
    for start in range(0, len(ids), 200):
        write_cases(ids[start : start + 200])
