"""What readers say is wrong in stories: answered by the editors of their sections."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.desk.base_page import at_desk, page, refuse_non_editors
from broadsheet.desk.pages.forms import AcceptedCorrectionForm, CorrectionAnswerForm
from broadsheet.kit import Refusal
from broadsheet.moderation import reports
from broadsheet.people import Person

_HERE = "/-/desk/corrections"
_SHOWN, _ANSWERED_SHOWN = 100, 20


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    """Those that wait, the oldest first, and what came of the last ones."""
    return _shown(request, person, CorrectionAnswerForm())


def _shown(request: HttpRequest, person: Person, form: CorrectionAnswerForm, about: int = 0) -> HttpResponse:
    """The list; a refused form stands at the correction it is `about`."""
    refuse_non_editors(person, gettext("Corrections go to editors. Please ask one of them."))
    offers = reports.correction_requests_for(person)
    waiting = offers.filter(taken=None).order_by("pk")[:_SHOWN]
    context = {
        "waiting": [(one, form if one.pk == about else CorrectionAnswerForm()) for one in waiting],
        "answered": offers.exclude(taken=None).order_by("-answered", "-pk")[:_ANSWERED_SHOWN],
        "form": form,
    }
    return page(request, "corrections", context, form.status)


@require_POST
@at_desk
def accept(request: HttpRequest, person: Person, correction_id: int) -> HttpResponse:
    """The reader was right: the note is printed under the story."""
    return _answer(request, person, correction_id, AcceptedCorrectionForm(request.POST))


@require_POST
@at_desk
def decline(request: HttpRequest, person: Person, correction_id: int) -> HttpResponse:
    """The story stays as it is."""
    return _answer(request, person, correction_id, CorrectionAnswerForm(request.POST))


def _answer(request: HttpRequest, person: Person, correction_id: int, form: CorrectionAnswerForm) -> HttpResponse:
    offer = reports.find_correction_request(correction_id)
    if offer is None:
        raise Http404
    try:
        given = form.cleaned()
        note = given["note"] if isinstance(form, AcceptedCorrectionForm) else ""
        reports.answer_correction_request(offer, person, note=note, words=given["words"])
    except Refusal as refusal:
        return _shown(request, person, form.refused(refusal), correction_id)
    return HttpResponseRedirect(_HERE, status=303)
