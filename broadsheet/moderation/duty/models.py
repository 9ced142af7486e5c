"""Who is on duty when: weekly shifts, days that are different, and the state of each section that follows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Shift(models.Model):
    """Somebody looks after a section (all of them, where it is null) every week, by the clock of a time zone.

    One that ends at or before the hour it begins ends on the next day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shifts")
    section = models.ForeignKey(
        "broadsheet.Section", on_delete=models.CASCADE, null=True, blank=True, related_name="shifts"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    begins = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=64)


class DayOff(models.Model):
    """A day on which the weekly shifts that begin then do not count: of one person, or, where it is null, of everybody."""

    day = models.DateField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="days_off"
    )


class SectionState(models.Model):
    """How discussions of a section stand because of who is on duty; `section` is its id, 0 for all that have no row.

    `until` is when somebody is on duty again, where nobody is.
    """

    section = models.BigIntegerField(unique=True)
    state = models.CharField(max_length=8)
    until = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
