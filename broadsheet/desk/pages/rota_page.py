"""The rota: who is on duty when, days that are different, and how discussions stand because of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import NotYours, Refusal, Unfit
from broadsheet.moderation import duty
from broadsheet.moderation.duty import Exemption, Shift, Staffing, Weekday
from broadsheet.people import Person, moderators
from broadsheet.stories import Openness, Section, house

_HERE = "/-/desk/rota"
_FIELDS = ("person", "section", "weekday", "begins", "ends", "zone", "day")


@require_safe
@at_desk
def listing(request: HttpRequest, person: Person) -> HttpResponse:
    return _shown(request, person)


def _shown(
    request: HttpRequest, person: Person, refusal: Refusal | None = None, given: dict[str, str] | None = None
) -> HttpResponse:
    shifts = Shift.objects.select_related("person", "section").order_by("weekday", "begins", "pk")
    coming = Exemption.objects.filter(day__gte=timezone.localdate()).select_related("person").order_by("day", "pk")
    context = {
        "shifts": shifts,
        "exemptions": coming,
        "standing": _standing(),
        "edits": person.edits,
        "people": [(str(one.pk), one.name) for one in moderators()],
        "sections": [(str(one.pk), one.name) for one in Section.objects.all()],
        "weekdays": [(str(value), name) for value, name in Weekday.choices],
        "zones": sorted(available_timezones()),
        "given": given or {"zone": house().time_zone},
        "refusal": refusal,
        "field": refusal.field if refusal else "",
    }
    return page(request, "rota", context, refusal.status if refusal else 200)


def _standing() -> list[dict[str, Any]]:
    names = dict(Section.objects.values_list("pk", "name"))
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
        for one in Staffing.objects.order_by("section")
        if not one.section or one.section in names
    ]


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in _FIELDS}


def _refuse_others(person: Person) -> None:
    if not person.edits:
        raise NotYours(gettext("Editors and owners make the rota. Please ask one of them."))


@require_POST
@at_desk
def add(request: HttpRequest, person: Person) -> HttpResponse:
    _refuse_others(person)
    given = _given(request)
    try:
        duty.add_shift(
            person=_person(given["person"]),
            section=_section(given["section"]),
            weekday=int(given["weekday"]) if given["weekday"].isdigit() and len(given["weekday"]) == 1 else -1,
            begins=_time(given["begins"], "begins"),
            ends=_time(given["ends"], "ends"),
            zone=given["zone"],
            by=person,
        )
    except Refusal as refusal:
        return _shown(request, person, refusal, given)
    return _back()


def _back() -> HttpResponse:
    duty.staff_discussions()
    return HttpResponseRedirect(_HERE, status=303)


def _person(number: str) -> Person:
    found = next((one for one in moderators() if str(one.pk) == number), None)
    if found is None:
        raise Unfit(gettext("Please choose who is on duty."), "person")
    return found


def _section(number: str) -> Section | None:
    found = next((one for one in Section.objects.all() if str(one.pk) == number), None)
    if number and found is None:
        raise Unfit(gettext("This section is not here any more. Please choose another."), "section")
    return found


def _time(words: str, field: str) -> time:
    try:
        found = parse_time(words)
    except ValueError:
        found = None
    if found is None:
        raise Unfit(gettext("Please give the time as hours and minutes, like 09:30."), field)
    return found.replace(second=0, microsecond=0, tzinfo=None)


@require_POST
@at_desk
def end(request: HttpRequest, person: Person, shift_id: int) -> HttpResponse:
    _refuse_others(person)
    duty.end_shift(get_object_or_404(Shift, pk=shift_id), person)
    return _back()


@require_POST
@at_desk
def exempt(request: HttpRequest, person: Person) -> HttpResponse:
    """A day off: somebody's, or everybody's."""
    _refuse_others(person)
    given = _given(request)
    try:
        duty.exempt(_day(given["day"]), _person(given["person"]) if given["person"] else None, person)
    except Refusal as refusal:
        return _shown(request, person, refusal, given)
    return _back()


def _day(words: str) -> date:
    try:
        found = parse_date(words)
    except ValueError:
        found = None
    if found is None or found < timezone.localdate():
        raise Unfit(gettext("Please give a day to come, like 2026-12-24."), "day")
    return found


@require_POST
@at_desk
def end_exemption(request: HttpRequest, person: Person, exemption_id: int) -> HttpResponse:
    _refuse_others(person)
    duty.end_exemption(get_object_or_404(Exemption, pk=exemption_id), person)
    return _back()
