"""The newsroom's own choices, and as they stand now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast
from zoneinfo import available_timezones

from django.core.validators import RegexValidator
from django.db import models
from wagtail.contrib.settings.models import BaseGenericSetting

from broadsheet import kit
from broadsheet.stories.choices import LANGUAGES, OffDuty, Order, PostingRule
from broadsheet.stories.contrast import legible


def zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones())]


class SiteSettings(BaseGenericSetting):
    """The newsroom's own choices. Editorial choices live here, not in the environment."""

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=1, editable=False
    )  # one row: two who make it make the same
    name = models.CharField(max_length=120, default="Broadsheet")
    motto = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    time_zone = models.CharField(max_length=64, default="UTC", choices=zones)
    accent = models.CharField(
        max_length=7,
        default="#9b1c1c",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Six hex digits, like #9b1c1c."), legible],
    )
    rule = models.CharField(
        "who may post without review", max_length=8, choices=PostingRule.choices, default=PostingRule.KNOWN
    )
    order = models.CharField("order of discussions", max_length=8, choices=Order.choices, default=Order.OLDEST)
    close_after_days = models.PositiveSmallIntegerField(
        default=0, help_text="Discussions close this many days after publication; 0 means never"
    )
    links_before_holding = models.PositiveSmallIntegerField(
        default=2, help_text="A comment with more links than this waits for a moderator"
    )
    tell_staff_of = models.PositiveSmallIntegerField(
        default=5, help_text="Moderators get an e-mail when this many comments wait; 0 means no e-mails"
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
        verbose_name = "settings"
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_settings"),)

    def closes_at(self, published_at: datetime | None) -> datetime | None:
        """When the discussion of a story published then closes by age, or None."""
        if not self.close_after_days or published_at is None:
            return None
        return published_at + timedelta(days=self.close_after_days)


def site_settings() -> SiteSettings:
    """The one row of the site, made with its defaults when nobody has chosen yet."""
    return kit.cached_in_request("site_settings", _ask)


def site_settings_now() -> SiteSettings:
    """The row as it is in the database, where somebody may have changed it in this request."""
    return SiteSettings.objects.order_by("pk").first() or site_settings()


def change_site_settings(**fields: object) -> None:
    """Set these columns of the one row; the caller records in the ledger what that means."""
    site_settings_now()
    SiteSettings.objects.update(**fields)


def _ask() -> SiteSettings:
    return cast(
        SiteSettings, SiteSettings.objects.order_by("pk").first() or SiteSettings.objects.get_or_create(pk=1)[0]
    )
