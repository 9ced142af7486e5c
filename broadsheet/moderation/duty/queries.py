"""What other rooms ask about the rota."""

from __future__ import annotations

from datetime import date

from broadsheet.moderation.duty.models import DayOff, SectionState, Shift


def weekly_shifts() -> list[Shift]:
    """Every shift with its person and section, in the order of the week."""
    return list(Shift.objects.select_related("person", "section").order_by("weekday", "begins", "pk"))


def find_shift(shift: int) -> Shift | None:
    """A shift by its id."""
    return Shift.objects.filter(pk=shift).first()


def days_off_from(day: date) -> list[DayOff]:
    """The days off from this day on, with their persons, in order."""
    found = DayOff.objects.filter(day__gte=day).select_related("person")
    return list(found.order_by("day", "pk"))


def find_day_off(day_off: int) -> DayOff | None:
    """A day off by its id."""
    return DayOff.objects.filter(pk=day_off).first()


def section_states() -> list[SectionState]:
    """How the discussions of each section stand because of who is on duty, by section."""
    return list(SectionState.objects.order_by("section"))
