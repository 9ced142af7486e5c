"""Fronts: the site's, each section's, each tag's and each author's, newest first and paged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import get_template
from django.utils.translation import gettext

from broadsheet import stories
from broadsheet.press.sheets.page_frame import Frame, speaking
from broadsheet.press.sheets.print_addresses import paged
from broadsheet.press.sheets.times import moment

ON_FIRST = 21  # a lead, two seconds, two under the lead, and four rows of four
ON_FURTHER = 20
_ADDRESS = re.compile(r"(?P<front>/(?:(?:section|tag|author)/[^/]+/)?)(?:page/(?P<page>\d{1,6})/)?")
_KINDS: dict[str, type[stories.Section | stories.Tag | stories.Author]] = {
    "section": stories.Section,
    "tag": stories.Tag,
    "author": stories.Author,
}


@dataclass(frozen=True, slots=True)
class Front:
    """A front: what it is of (nothing: the site), its address, and which stories stand on it."""

    kind: str
    of: stories.Section | stories.Tag | stories.Author | None
    address: str
    shown: QuerySet[stories.Story]

    def pages(self) -> int:
        return pages_of(self.shown.count())

    def page_of(self, story: stories.Story) -> int:
        """On which page the story stands."""
        newer = self.shown.filter(
            Q(published_at__gt=story.published_at) | Q(published_at=story.published_at, pk__gt=story.pk)
        ).count()
        return pages_of(newer + 1)


def pages_of(count: int) -> int:
    """How many pages so many stories fill; there is always a first."""
    return 1 if count <= ON_FIRST else 1 - (ON_FIRST - count) // ON_FURTHER


def front_at(address: str) -> tuple[Front, int] | None:
    """The front and the page that an address names."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    page = int(found["page"] or 1)
    front = find_front(found["front"])
    return (front, page) if front and (page > 1 or not found["page"]) else None


def find_front(address: str) -> Front | None:
    """The front at an address, none for a slug nobody has."""
    shown = stories.printed_stories().filter(page=False)
    if address == "/":
        return Front("site", None, "/", shown)
    _, kind, slug, _ = address.split("/")
    of = _KINDS[kind].objects.filter(slug=slug).first()
    if of is None:
        return None
    if isinstance(of, stories.Section):
        shown = shown.filter(section=of)
    elif isinstance(of, stories.Tag):
        shown = shown.filter(tags=of)
    else:
        shown = shown.filter(bylines__author=of)
    return Front(kind, of, of.address, shown)


def addresses_of(story: stories.Story) -> set[str]:
    """The fronts a story stands on."""
    if story.page:
        return set()
    filed = [*story.tags.all(), *(byline.author for byline in story.bylines.all())]
    return {"/", *(one.address for one in filed), *([story.section.address] if story.section else [])}


def every_front() -> list[str]:
    """The addresses of all fronts there are."""
    return ["/", *(one.address for kind in _KINDS.values() for one in kind.objects.all())]


def front_sheet(address: str, frame: Frame) -> str | None:
    """One page of a front; None when it does not exist, or nothing stands on it."""
    at = front_at(address)
    if at is None:
        return None
    front, page = at
    pages = front.pages()
    shown = _on_page(front, page)
    if not shown and (page > 1 or front.kind != "site"):
        return None
    with speaking(frame.site_settings.language, frame.zone):
        context = frame.context(frame.site_settings.language, address)
        context |= {
            "front": front,
            "section": front.of if front.kind == "section" else None,
            "section_front": front.kind == "section",
            "heading": str(front.of or ""),
            "about": getattr(front.of, "about", ""),
            "title": _title(front, page, frame),
            "page": page,
            "newer": paged(front.address, page - 1) if page > 1 else "",
            "older": paged(front.address, page + 1) if page < pages else "",
            "cards": _cards(shown, frame, led=page == 1 and front.kind in {"site", "section"}),
            "feeds": front.address if front.kind in {"site", "section"} else "",
        }
        return get_template("press/front.html").render(context)


def _on_page(front: Front, page: int) -> list[stories.Story]:
    begin = 0 if page == 1 else ON_FIRST + ON_FURTHER * (page - 2)
    shown = front.shown.select_related("discussion").defer("body").order_by("-published_at", "-pk")
    return list(shown[begin : begin + (ON_FIRST if page == 1 else ON_FURTHER)])


def _title(front: Front, page: int, frame: Frame) -> str:
    parts = [str(front.of)] if front.of else []
    if page > 1:
        parts.append(gettext("page %(number)s") % {"number": page})
    motto = f" – {frame.site_settings.motto}" if frame.site_settings.motto and not parts else ""
    return " – ".join([*parts, frame.site_settings.name]) + motto


def _cards(shown: Iterable[stories.Story], frame: Frame, led: bool) -> list[dict[str, Any]]:
    """Stories as they stand on a front: the first leads, the next two are seconds, the rest are columns."""
    return [_card(story, frame, place if led else 3) for place, story in enumerate(shown)]


def _card(story: stories.Story, frame: Frame, place: int) -> dict[str, Any]:
    rank = "lead" if place == 0 else "second" if place < 3 else ""
    purpose = "front-lead" if rank == "lead" else "second"
    counts = getattr(story, "discussion", None)
    return {
        "story": story,
        "rank": rank,
        "leads": rank == "lead",
        "section": story.section,
        "authors": [byline.author for byline in story.bylines.all()],
        "published": moment(story.published_at),
        "comments": counts.comments if counts else 0,
        "foreign": story.language != frame.site_settings.language,
        "picture": stories.picture(story.lead, purpose) if rank and story.lead else None,  # type: ignore[arg-type]
    }
