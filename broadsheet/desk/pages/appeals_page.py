"""Appeals: what writers say against decisions, answered by somebody who did not make them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import Refusal
from broadsheet.moderation import reports
from broadsheet.moderation.reports import Appeal
from broadsheet.people import Person

_HERE = "/-/desk/appeals"
_SHOWN, _ANSWERED_SHOWN = 100, 20


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    """Those that wait, the oldest first, and what came of the last ones."""
    return _shown(request, person)


def _shown(
    request: HttpRequest, person: Person, refusal: Refusal | None = None, about: int = 0, words: str = ""
) -> HttpResponse:
    appeals = Appeal.objects.filter(moderation.in_remit(person, "comment__story")).select_related(
        "comment__story", "comment__person", "decision__by", "decision__reason", "by"
    )
    appeals = appeals.defer("comment__story__body")
    context = {
        "waiting": [
            _row(one, person, words if one.pk == about else "")
            for one in appeals.filter(answered=None).order_by("pk")[:_SHOWN]
        ],
        "answered": appeals.exclude(answered=None).order_by("-answered", "-pk")[:_ANSWERED_SHOWN],
        "refusal": refusal,
    }
    return page(request, "appeals", context, refusal.status if refusal else 200)


def _row(one: Appeal, person: Person, words: str) -> dict[str, Any]:
    why_not = reports.why_not_answer(one, person)
    own = one.decision.by_id == person.pk
    return {"appeal": one, "why_not": why_not, "alone": own and not why_not, "words": words}


@require_POST
@at_desk
def uphold(request: HttpRequest, person: Person, appeal_id: int) -> HttpResponse:
    return _answer(request, person, appeal_id, uphold=True)


@require_POST
@at_desk
def overturn(request: HttpRequest, person: Person, appeal_id: int) -> HttpResponse:
    return _answer(request, person, appeal_id, uphold=False)


def _answer(request: HttpRequest, person: Person, appeal_id: int, *, uphold: bool) -> HttpResponse:
    one = get_object_or_404(Appeal.objects.select_related("comment__story", "decision"), pk=appeal_id)
    words = request.POST.get("words", "")
    try:
        reports.answer_appeal(one, person, uphold=uphold, words=words)
    except Refusal as refusal:
        return _shown(request, person, refusal, appeal_id, words)
    return HttpResponseRedirect(_HERE, status=303)
