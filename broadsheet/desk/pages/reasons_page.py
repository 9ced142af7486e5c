"""The list of reasons: what tombstones say, and what their writers are told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import NotYours, Refusal
from broadsheet.moderation import Reason
from broadsheet.people import Person

_HERE = "/-/desk/reasons"


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    return _shown(request, person)


def _shown(
    request: HttpRequest,
    person: Person,
    refusal: Refusal | None = None,
    given: dict[str, str] | None = None,
    about: int = 0,
) -> HttpResponse:
    """The list; a refusal stands at the reason it is `about`, 0 for a new one, with what was typed."""
    context = {
        "reasons": moderation.reasons(),
        "retired": moderation.reasons(retired=True),
        "edits": person.edits,
        "refusal": refusal,
        "given": given or {},
        "about": about,
    }
    return page(request, "reasons", context, refusal.status if refusal else 200)


def _refuse_others(person: Person) -> None:
    """The list is the newsroom's: editors and owners change it, moderators use it."""
    if not person.edits:
        raise NotYours(gettext("Editors and owners change this list. Please ask one of them."))


@require_POST
@at_desk
def add(request: HttpRequest, person: Person) -> HttpResponse:
    _refuse_others(person)
    given = {name: request.POST.get(name, "") for name in ("name", "sentence")}
    try:
        moderation.add_reason(**given, by=person)
    except Refusal as refusal:
        return _shown(request, person, refusal, given)
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def word(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    _refuse_others(person)
    reason = get_object_or_404(Reason, pk=reason_id)
    given = {name: request.POST.get(name, "") for name in ("name", "sentence")}
    try:
        moderation.word_reason(reason, **given, by=person)
    except Refusal as refusal:
        return _shown(request, person, refusal, given, reason.pk)
    return _back(reason)


def _back(reason: Reason) -> HttpResponse:
    return HttpResponseRedirect(f"{_HERE}#reason-{reason.pk}", status=303)


@require_POST
@at_desk
def raise_up(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    return _move(person, reason_id, up=True)


@require_POST
@at_desk
def lower(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    return _move(person, reason_id, up=False)


def _move(person: Person, reason_id: int, *, up: bool) -> HttpResponse:
    _refuse_others(person)
    reason = get_object_or_404(Reason, pk=reason_id)
    moderation.move_reason(reason, person, up=up)
    return _back(reason)


@require_POST
@at_desk
def retire(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    return _retire(person, reason_id, retired=True)


@require_POST
@at_desk
def bring_back(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    return _retire(person, reason_id, retired=False)


def _retire(person: Person, reason_id: int, *, retired: bool) -> HttpResponse:
    _refuse_others(person)
    moderation.retire_reason(get_object_or_404(Reason, pk=reason_id), person, retired=retired)
    return HttpResponseRedirect(_HERE, status=303)
