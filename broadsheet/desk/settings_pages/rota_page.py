"""The rota: who is on duty when, days off, and how discussions are open because of it."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import people
from broadsheet.desk.base_page import at_desk, page, refuse_non_editors
from broadsheet.desk.settings_pages.forms import DayOffForm, ShiftForm
from broadsheet.kit import Refusal
from broadsheet.moderation import duty
from broadsheet.moderation.duty import Weekday
from broadsheet.people import Person
from broadsheet.stories import Openness, queries, site_settings

_HERE = "/-/desk/rota"


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    """Shifts, days off, and how discussions are open now."""
    return _shown(request, person)


def _shown(
    request: HttpRequest, person: Person, shift: ShiftForm | None = None, day_off: DayOffForm | None = None
) -> HttpResponse:
    """The page, with the form that was refused."""
    sections = queries.sections_among()
    context = {
        "shifts": duty.weekly_shifts(),
        "days_off": duty.days_off_from(timezone.localdate()),
        "states": _states({one.pk: one.name for one in sections}),
        "edits": person.edits,
        "people": [(str(one.pk), one.name) for one in people.moderators()],
        "sections": [(str(one.pk), one.name) for one in sections],
        "weekdays": [(str(value), name) for value, name in Weekday.choices],
        "zones": sorted(available_timezones()),
        "shift": shift or ShiftForm(initial={"zone": site_settings().time_zone}),
        "day_off": day_off or DayOffForm(),
    }
    refused = shift or day_off
    return page(request, "rota", context, refused.status if refused else 200)


def _states(names: dict[int, str]) -> list[dict[str, Any]]:
    """How the discussions of each section are open because of who is on duty."""
    words = {
        Openness.OPEN: gettext("open"),
        Openness.SLOW: gettext("slow"),
        Openness.HOLDING: gettext("holding"),
        Openness.CLOSED: gettext("closed"),
    }
    return [
        {
            "name": names.get(one.section) or gettext("Stories in no section"),
            "state": words[Openness(one.state)],
            "until": one.until,
        }
        for one in duty.section_states()
        if not one.section or one.section in names
    ]


def _refuse_others(person: Person) -> None:
    refuse_non_editors(person, gettext("Editors and owners make the rota. Please ask one of them."))


@require_POST
@at_desk
def add(request: HttpRequest, person: Person) -> HttpResponse:
    """A shift, every week."""
    _refuse_others(person)
    form = ShiftForm(request.POST)
    try:
        duty.add_shift(**form.cleaned(), by=person)
    except Refusal as refusal:
        return _shown(request, person, shift=form.refused(refusal))
    return _back()


def _back() -> HttpResponse:
    duty.staff_discussions()
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@at_desk
def end(request: HttpRequest, person: Person, shift_id: int) -> HttpResponse:
    """A shift is no more."""
    _refuse_others(person)
    shift = duty.find_shift(shift_id)
    if shift is None:
        raise Http404
    duty.end_shift(shift, person)
    return _back()


@require_POST
@at_desk
def add_day_off(request: HttpRequest, person: Person) -> HttpResponse:
    """A day off: somebody's, or everybody's."""
    _refuse_others(person)
    form = DayOffForm(request.POST)
    try:
        given = form.cleaned()
        duty.add_day_off(given["day"], given["person"], person)
    except Refusal as refusal:
        return _shown(request, person, day_off=form.refused(refusal))
    return _back()


@require_POST
@at_desk
def end_day_off(request: HttpRequest, person: Person, day_off_id: int) -> HttpResponse:
    """The day is as every week's."""
    _refuse_others(person)
    day_off = duty.find_day_off(day_off_id)
    if day_off is None:
        raise Http404
    duty.end_day_off(day_off, person)
    return _back()
