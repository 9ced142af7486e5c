"""What stands around every sheet: the site, its sections, the style and the scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from broadsheet import stories
from broadsheet.press.sheets.print_addresses import absolute
from broadsheet.press.sheets.scripts import script_folder
from broadsheet.press.sheets.stylesheet import policy, style

_PAGES = 8  # standing pages named at the foot of every sheet


@dataclass(frozen=True, slots=True)
class Frame:
    """Read once for many sheets of one edition."""

    edition: int
    site_settings: stories.SiteSettings
    sections: list[stories.Section]
    pages: list[stories.Story]
    style: SafeString
    policy: SafeString
    scripts: str
    zone: ZoneInfo

    def context(self, language: str, address: str, **more: Any) -> dict[str, Any]:
        """What every template is given; it holds no request and no person."""
        return {
            "frame": self,
            "site_settings": self.site_settings,
            "edition": self.edition,
            "language": language,
            "direction": "rtl" if language in stories.RIGHT_TO_LEFT else "ltr",
            "address": address,
            "canonical": absolute(address),
            **more,
        }


def frame(edition: int) -> Frame:
    """The frame as of now; call it within a snapshot."""
    site_settings = stories.site_settings()
    printed_style = style(site_settings.accent)
    return Frame(
        edition=edition,
        site_settings=site_settings,
        sections=_sections(),
        pages=_standing_pages(),
        style=mark_safe(printed_style),  # noqa: S308 - our own file and a checked colour
        policy=mark_safe(policy(printed_style)),  # noqa: S308 - as above
        scripts=script_folder(),
        zone=ZoneInfo(site_settings.time_zone),
    )


def surroundings() -> str:
    """A digest of what one story may change on every sheet: which sections are filled, and the standing pages."""
    pages = [(page.address, page.headline) for page in _standing_pages()]
    shown = repr(([section.pk for section in _sections()], pages))
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _sections() -> list[stories.Section]:
    filled = stories.Story.objects.filter(section=OuterRef("pk"), live=True, page=False)
    return list(stories.Section.objects.filter(Exists(filled)).order_by("position", "name"))


def _standing_pages() -> list[stories.Story]:
    standing = stories.Story.objects.filter(live=True, page=True)
    return list(standing.only("address", "headline", "language").order_by("published_at", "pk")[:_PAGES])


@contextmanager
def speaking(language: str, zone: ZoneInfo) -> Iterator[None]:
    """Words in the sheet's language, times in the site's zone."""
    with translation.override(language), timezone.override(zone):
        yield
