"""The newsroom's own choices, and as they stand now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import available_timezones

from django.core.validators import RegexValidator
from django.db import models
from wagtail.contrib.settings.models import BaseGenericSetting

from broadsheet import kit
from broadsheet.stories.choices import LANGUAGES, OffDuty, Order, Rule
from broadsheet.stories.contrast import legible


def zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones())]


class House(BaseGenericSetting):
    """The newsroom's own choices. Editorial choices live here, not in the environment."""

    name = models.CharField(max_length=120, default="Broadsheet")
    motto = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    time_zone = models.CharField(max_length=64, default="UTC", choices=zones)
    accent = models.CharField(
        max_length=7,
        default="#9b1c1c",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Six hex digits, like #9b1c1c."), legible],
    )
    rule = models.CharField("who appears at once", max_length=8, choices=Rule.choices, default=Rule.KNOWN)
    order = models.CharField("order of discussions", max_length=8, choices=Order.choices, default=Order.OLDEST)
    close_after_days = models.PositiveSmallIntegerField(
        default=0, help_text="Discussions close this many days after publication; 0 means never"
    )
    links_before_holding = models.PositiveSmallIntegerField(
        default=2, help_text="A comment with more links than this waits for a moderator"
    )
    tell_staff_of = models.PositiveSmallIntegerField(
        default=5, help_text="Moderators get a letter when this many comments wait; 0 means no letters"
    )
    tell_staff_after = models.PositiveSmallIntegerField(
        default=60, help_text="or when the oldest has waited this many minutes"
    )
    flags_before_holding = models.PositiveSmallIntegerField(
        default=3, help_text="A comment waits for a moderator when its flags weigh this much; 0 means never"
    )
    slow_after = models.PositiveSmallIntegerField(
        default=60, help_text="With a rota: answers take longer when the oldest comment has waited this many minutes"
    )
    off_duty = models.CharField(
        "when nobody is on duty",
        max_length=8,
        choices=OffDuty.choices,
        default=OffDuty.HOLDING,
        help_text="With a rota: what becomes of discussions",
    )
    close_after_waiting = models.PositiveSmallIntegerField(
        default=0,
        help_text="With a rota: discussions close when the oldest comment has waited this many hours; 0 means never",
    )
    closings_told = models.DateTimeField(null=True, editable=False)  # until when `tell_of_closings` has told

    rules = models.CharField(max_length=16, blank=True, editable=False)  # another with every change of the desk's rules

    class Meta:
        verbose_name = "the house"

    def save(self, *arguments: Any, **named: Any) -> None:
        """There is one house, so two who make it at the same moment make the same row."""
        if self._state.adding:
            self.pk = 1
        super().save(*arguments, **named)

    def closes_at(self, published_at: datetime | None) -> datetime | None:
        """When the discussion of a story published then closes by age, or None."""
        if not self.close_after_days or published_at is None:
            return None
        return published_at + timedelta(days=self.close_after_days)


def house() -> House:
    """The one row of the house, made with its defaults when nobody has chosen yet."""
    return kit.cached_in_request("house", _ask)


def house_now() -> House:
    """The row as it is in the database, where somebody may have changed it in this request."""
    return House.objects.order_by("pk").first() or house()


def change_house(**fields: object) -> None:
    """Set these columns of the one row; the caller records in the ledger what that means."""
    house_now()
    House.objects.update(**fields)


def _ask() -> House:
    return cast(House, House.objects.order_by("pk").first() or House.objects.get_or_create(pk=1)[0])
