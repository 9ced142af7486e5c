"""Appeals: what writers say against removals, answered by somebody who did not decide them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.forms import AppealAnswerForm
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
    return _shown(request, person, AppealAnswerForm())


def _shown(request: HttpRequest, person: Person, form: AppealAnswerForm, about: int = 0) -> HttpResponse:
    """The list; a refused form stands at the appeal it is `about`."""
    appeals = reports.appeals_for(person)
    context = {
        "waiting": [
            _row(one, person, form if one.pk == about else AppealAnswerForm())
            for one in appeals.filter(answered=None).order_by("pk")[:_SHOWN]
        ],
        "answered": appeals.exclude(answered=None).order_by("-answered", "-pk")[:_ANSWERED_SHOWN],
        "form": form,
    }
    return page(request, "appeals", context, form.status)


def _row(one: Appeal, person: Person, form: AppealAnswerForm) -> dict[str, Any]:
    why_not = reports.why_not_answer(one, person)
    own = one.decision.by_id == person.pk
    return {"appeal": one, "why_not": why_not, "alone": own and not why_not, "form": form}


@require_POST
@at_desk
def uphold(request: HttpRequest, person: Person, appeal_id: int) -> HttpResponse:
    """The decision stands."""
    return _answer(request, person, appeal_id, uphold=True)


@require_POST
@at_desk
def overturn(request: HttpRequest, person: Person, appeal_id: int) -> HttpResponse:
    """The comment is published again."""
    return _answer(request, person, appeal_id, uphold=False)


def _answer(request: HttpRequest, person: Person, appeal_id: int, *, uphold: bool) -> HttpResponse:
    one = reports.find_appeal(appeal_id)
    if one is None:
        raise Http404
    form = AppealAnswerForm(request.POST)
    try:
        reports.answer_appeal(one, person, uphold=uphold, words=form.cleaned()["words"])
    except Refusal as refusal:
        return _shown(request, person, form.refused(refusal), appeal_id)
    return HttpResponseRedirect(_HERE, status=303)
