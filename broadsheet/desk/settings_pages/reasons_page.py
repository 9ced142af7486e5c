"""The list of reasons for removing: what tombstones say, and what their writers are told."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.desk.base_page import at_desk, page, refuse_non_editors
from broadsheet.desk.settings_pages.forms import ReasonForm
from broadsheet.kit import Refusal
from broadsheet.moderation import Reason
from broadsheet.moderation.queries import find_reason
from broadsheet.people import Person

_HERE = "/-/desk/reasons"


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    """Those in use, in the newsroom's order, and those retired."""
    return _shown(request, person)


def _shown(request: HttpRequest, person: Person, form: ReasonForm | None = None, about: int = 0) -> HttpResponse:
    """The list; a refused form stands at the reason it is `about`, 0 for a new one."""
    context = {
        "reasons": [(one, form if form and one.pk == about else _form_of(one)) for one in moderation.reasons()],
        "retired": moderation.reasons(retired=True),
        "edits": person.edits,
        "new": form if form and not about else ReasonForm(),
    }
    return page(request, "reasons", context, form.status if form else 200)


def _form_of(reason: Reason) -> ReasonForm:
    return ReasonForm(initial={"name": reason.called, "sentence": reason.explained})


def _found(person: Person, reason_id: int) -> Reason:
    """The reason, for editors and owners: moderators use the list, and do not change it."""
    _refuse_others(person)
    reason = find_reason(reason_id)
    if reason is None:
        raise Http404
    return reason


def _refuse_others(person: Person) -> None:
    refuse_non_editors(person, gettext("Editors and owners change this list. Please ask one of them."))


@require_POST
@at_desk
def add(request: HttpRequest, person: Person) -> HttpResponse:
    """A new one, at the end of the list."""
    _refuse_others(person)
    form = ReasonForm(request.POST)
    try:
        moderation.add_reason(**form.cleaned(), by=person)
    except Refusal as refusal:
        return _shown(request, person, form.refused(refusal))
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def word(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    """Another name or sentence."""
    reason = _found(person, reason_id)
    form = ReasonForm(request.POST)
    try:
        moderation.word_reason(reason, **form.cleaned(), by=person)
    except Refusal as refusal:
        return _shown(request, person, form.refused(refusal), reason.pk)
    return _back(reason)


def _back(reason: Reason) -> HttpResponse:
    return HttpResponseRedirect(f"{_HERE}#reason-{reason.pk}", status=303)


@require_POST
@at_desk
def move_up(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    """One place up."""
    return _move(person, reason_id, up=True)


@require_POST
@at_desk
def move_down(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    """One place down."""
    return _move(person, reason_id, up=False)


def _move(person: Person, reason_id: int, *, up: bool) -> HttpResponse:
    reason = _found(person, reason_id)
    moderation.move_reason(reason, person, up=up)
    return _back(reason)


@require_POST
@at_desk
def retire(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    """No longer offered."""
    return _retire(person, reason_id, retired=True)


@require_POST
@at_desk
def restore(request: HttpRequest, person: Person, reason_id: int) -> HttpResponse:
    """Offered again."""
    return _retire(person, reason_id, retired=False)


def _retire(person: Person, reason_id: int, *, retired: bool) -> HttpResponse:
    moderation.retire_reason(_found(person, reason_id), person, retired=retired)
    return HttpResponseRedirect(_HERE, status=303)
