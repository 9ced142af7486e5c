"""What readers say is wrong in stories: answered by the editors of their sections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import Missing, NotYours, Refusal
from broadsheet.moderation import reports
from broadsheet.moderation.reports import Offer
from broadsheet.people import Person

_HERE = "/-/desk/corrections"
_SHOWN, _ANSWERED_SHOWN = 100, 20


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    """Those that wait, the oldest first, and what came of the last ones."""
    return _shown(request, person)


def _shown(
    request: HttpRequest,
    person: Person,
    refusal: Refusal | None = None,
    about: int = 0,
    given: dict[str, str] | None = None,
) -> HttpResponse:
    if not person.edits:
        raise NotYours(gettext("Corrections go to editors. Please ask one of them."))
    offers = Offer.objects.filter(moderation.in_remit(person)).select_related("story", "by", "correction")
    offers = offers.defer("story__body")
    waiting = offers.filter(taken=None).order_by("pk")[:_SHOWN]
    context = {
        "waiting": [(one, (given or {}) if one.pk == about else {}) for one in waiting],
        "answered": offers.exclude(taken=None).order_by("-answered", "-pk")[:_ANSWERED_SHOWN],
        "refusal": refusal,
    }
    return page(request, "corrections", context, refusal.status if refusal else 200)


@require_POST
@at_desk
def accept(request: HttpRequest, person: Person, offer_id: int) -> HttpResponse:
    """The reader was right: the note is printed under the story."""
    return _answer(request, person, offer_id, accepted=True)


@require_POST
@at_desk
def decline(request: HttpRequest, person: Person, offer_id: int) -> HttpResponse:
    """The story stays as it is."""
    return _answer(request, person, offer_id, accepted=False)


def _answer(request: HttpRequest, person: Person, offer_id: int, *, accepted: bool) -> HttpResponse:
    offer = get_object_or_404(Offer.objects.select_related("story").defer("story__body"), pk=offer_id)
    given = {name: request.POST.get(name, "") for name in ("note", "words")}
    try:
        if accepted and not given["note"].strip():
            raise Missing(gettext("Please write the note: it is printed under the story."), "note")
        reports.answer_offer(offer, person, note=given["note"] if accepted else "", words=given["words"])
    except Refusal as refusal:
        return _shown(request, person, refusal, offer_id, given)
    return HttpResponseRedirect(_HERE, status=303)
