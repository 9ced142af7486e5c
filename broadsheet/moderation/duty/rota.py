"""The rota: who is on duty when, and what becomes of discussions because of it. Without a shift, nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import oldest_held_by_section
from broadsheet.kit import Unfit, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.duty.models import DayOff, SectionState, Shift
from broadsheet.people import Person
from broadsheet.stories import Openness, Section, SiteSettings, printed_stories, site_settings
from broadsheet.stories.queries import sections_among

_A_DAY = timedelta(days=1)
_LOOK_AHEAD = 21  # days in which the next shift is looked for
_TOGETHER = 500  # stories told of in one transaction


class Duty(NamedTuple):
    """How a section is staffed: its state, and from when somebody is on duty again where nobody is."""

    state: Openness
    until: datetime | None


def add_shift(
    *, person: Person, section: Section | None, weekday: int, begins: time, ends: time, zone: str, by: Person
) -> Shift:
    """Somebody looks after a section, or all of them, every week. Raises Unfit."""
    if not person.moderates or not person.works_in(section.pk if section else None):
        raise Unfit(gettext("%(name)s does not moderate there.") % {"name": person.name}, "person")
    if weekday not in range(7):
        raise Unfit(gettext("Please choose a day of the week."), "weekday")
    if zone not in available_timezones():
        raise Unfit(gettext("Please choose a time zone."), "zone")
    with in_turn():
        shift = Shift.objects.create(
            person=person, section=section, weekday=weekday, begins=begins, ends=ends, zone=zone
        )
        ledger.record(Kind.ROTA_CHANGED, person=by.pk)
    return shift


def end_shift(shift: Shift, by: Person) -> None:
    """From now on, not at all."""
    with in_turn():
        Shift.objects.filter(pk=shift.pk).delete()
        ledger.record(Kind.ROTA_CHANGED, person=by.pk)


def add_day_off(day: date, person: Person | None, by: Person) -> DayOff:
    """Shifts that begin on this day do not count: this person's, or everybody's."""
    with in_turn():
        made, _ = DayOff.objects.get_or_create(day=day, person=person)
        ledger.record(Kind.ROTA_CHANGED, person=by.pk)
    return made


def end_day_off(exemption: DayOff, by: Person) -> None:
    """The day is as every week's."""
    with in_turn():
        DayOff.objects.filter(pk=exemption.pk).delete()
        ledger.record(Kind.ROTA_CHANGED, person=by.pk)


def staff_discussions(now: datetime | None = None) -> list[int]:
    """Work out how every section is staffed and tell of changes; gives the sections (0 for the rest) that changed.

    The worker asks each minute. Several may: each row is changed by whoever finds it as it was.
    """
    now = now or timezone.now()
    wanted = _duties(now) if Shift.objects.exists() else {}
    known = {one.section: one for one in SectionState.objects.all()}
    changed = [number for number in {*wanted, *known} if _keep(number, known.get(number), wanted.get(number), now)]
    _tell(changed, {*wanted, *known})
    return changed


def _duties(now: datetime) -> dict[int, Duty]:
    """By section, 0 for what stands in none: those that some shift covers at some time of the week."""
    ours, shifts = site_settings(), [one for one in Shift.objects.select_related("person") if one.person.moderates]
    exemptions = DayOff.objects.filter(day__gte=(now - 2 * _A_DAY).date())
    away = {(one.day, one.person_id) for one in exemptions}
    oldest = oldest_held_by_section()
    found = {}
    for number in [0, *(one.pk for one in sections_among())]:
        theirs = [one for one in shifts if one.section_id is None or one.section_id == number]
        if theirs:
            found[number] = duty_of(theirs, away, oldest.get(number), ours, now)
    return found


def duty_of(
    shifts: list[Shift], away: set[tuple[date, int | None]], oldest: datetime | None, ours: SiteSettings, now: datetime
) -> Duty:
    """Open while somebody is on duty and keeps up, slow where not; else as the site's settings say, until somebody is."""
    waited = now - oldest if oldest else timedelta()
    times = sorted(span for shift in shifts for span in _spans(shift, away, now))
    if any(begin <= now < end for begin, end in times):
        behind = oldest is not None and waited >= timedelta(minutes=ours.slow_after)
        return Duty(Openness.SLOW if behind else Openness.OPEN, None)
    until = next((begin for begin, _ in times if begin > now), None)
    too_long = bool(ours.close_after_waiting) and waited >= timedelta(hours=ours.close_after_waiting)
    return Duty(Openness.CLOSED if too_long else Openness(ours.off_duty), until)


def _spans(shift: Shift, away: set[tuple[date, int | None]], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When this shift is, from yesterday on, as moments of UTC: hours that a clock change takes or gives are right."""
    zone = ZoneInfo(shift.zone)
    day = now.astimezone(zone).date() - _A_DAY
    for _ in range(_LOOK_AHEAD):
        if day.weekday() == shift.weekday and not {(day, None), (day, shift.person_id)} & away:
            last = day if shift.ends > shift.begins else day + _A_DAY
            begin = datetime.combine(day, shift.begins, tzinfo=zone)
            end = datetime.combine(last, shift.ends, tzinfo=zone).replace(fold=1)
            yield begin.astimezone(UTC), end.astimezone(UTC)
        day += _A_DAY


def _keep(number: int, known: SectionState | None, wanted: Duty | None, now: datetime) -> bool:
    """Make the row as it should be; false when it was, or somebody else did."""
    if wanted is None:
        return bool(SectionState.objects.filter(section=number).delete()[0])
    if known is None:
        made = SectionState.objects.get_or_create(
            section=number, defaults={"state": wanted.state, "until": wanted.until, "at": now}
        )[1]
        return made and wanted.state != Openness.OPEN
    if (known.state, known.until) == (wanted.state, wanted.until):
        return False
    rows = SectionState.objects.filter(pk=known.pk, state=known.state, until=known.until)
    return bool(rows.update(state=wanted.state, until=wanted.until, at=now))


def _tell(changed: Iterable[int], covered: set[int]) -> None:
    """Every public story of these sections whose discussion is not closed by hand is printed anew."""
    for number in changed:
        found = printed_stories().exclude(discussion_is=Openness.CLOSED)
        found = found.filter(section=number) if number else found.exclude(section__in=covered - {0})
        ids = list(found.order_by("-published_at").values_list("pk", flat=True))
        for start in range(0, len(ids), _TOGETHER):
            with in_turn():
                ledger.record_many(Kind.DISCUSSION_CHANGED, ids[start : start + _TOGETHER])
    if changed:
        with in_turn():
            ledger.record(Kind.ROTA_CHANGED)
