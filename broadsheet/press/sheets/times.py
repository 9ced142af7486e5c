"""Times as they are printed: absolute, in the site's zone and the sheet's language. Never "ago"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


@dataclass(frozen=True, slots=True)
class Moment:
    """`machine` is RFC 3339 with the site's offset, `words` what a reader sees, `day` the same without the hour."""

    machine: str
    words: str
    day: str


def moment(at: datetime | None) -> Moment | None:
    """A time in the language and zone that are active (`framing.speaking`)."""
    if at is None:
        return None
    local = timezone.localtime(at)
    return Moment(local.isoformat(timespec="seconds"), date_format(local, "j E Y, H:i"), date_format(local, "j E Y"))
