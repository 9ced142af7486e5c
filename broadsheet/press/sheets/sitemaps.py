"""What search engines ask for: the sitemap (sitemaps.org 0.9), in parts that keep their stories, and robots.txt."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from broadsheet import stories
from broadsheet.press.sheets.page_frame import Frame
from broadsheet.press.sheets.print_addresses import absolute

IN_A_PART = 5000  # story ids; the format allows 50,000 addresses a file
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWEST = stories.Correction.objects.filter(story=OuterRef("pk")).order_by("-at").values("at")[:1]
_REVISED = Coalesce("revised_at", "published_at")
_CORRECTED = Coalesce(Subquery(_NEWEST), "published_at")
_PART = re.compile(r"/sitemap/(\d{1,12})\.xml")


def part_of(story_id: int) -> str:
    """The address of the part in which a story is listed."""
    return f"/sitemap/{story_id // IN_A_PART}.xml"


def sitemap_addresses() -> list[str]:
    """The index and every part."""
    listed = stories.printed_stories().order_by().annotate(part=F("pk") / IN_A_PART).values_list("part", flat=True)
    return ["/sitemap.xml", *(f"/sitemap/{part}.xml" for part in sorted(listed.distinct()))]


def sitemap_sheet(address: str, frame: Frame) -> str | None:
    """The index, or a part; None for a part without stories."""
    if address == "/sitemap.xml":
        return _index(frame)
    found = _PART.fullmatch(address)
    entries = _listed(int(found[1])) if found else []
    if not entries:
        return None
    lines = "".join(f"<url><loc>{escape(absolute(path))}</loc>{_changed(changed)}</url>\n" for path, changed in entries)
    return _xml("urlset", lines, frame.edition)


def _index(frame: Frame) -> str:
    lines = ""
    for address in sitemap_addresses()[1:]:
        found = _PART.fullmatch(address)
        if found and (entries := _listed(int(found[1]))):
            newest = max(changed for _, changed in entries)
            lines += f"<sitemap><loc>{escape(absolute(address))}</loc>{_changed(newest)}</sitemap>\n"
    return _xml("sitemapindex", lines, frame.edition)


def _listed(part: int) -> list[tuple[str, datetime]]:
    begin = part * IN_A_PART
    shown = stories.printed_stories().filter(pk__gte=begin, pk__lt=begin + IN_A_PART).order_by("pk")
    return list(shown.values_list("address", Greatest(_REVISED, _CORRECTED)))


def _changed(at: datetime) -> str:
    return f"<lastmod>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"


def _xml(name: str, lines: str, edition: int) -> str:
    begin = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- edition: {edition} -->\n<{name} xmlns="{_SPACE}">\n'
    return f"{begin}{lines}</{name}>\n"


def robots(frame: Frame) -> str:
    """Everything printed may be read by machines; living addresses are for readers."""
    return f"# edition: {frame.edition}\nUser-agent: *\nDisallow: /-/\n\nSitemap: {absolute('/sitemap.xml')}\n"
