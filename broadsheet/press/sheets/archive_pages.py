"""The dated archive: years, months, and every story of a month."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.translation import gettext

from broadsheet import stories
from broadsheet.press.sheets.page_frame import Frame, speaking
from broadsheet.press.sheets.print_addresses import paged
from broadsheet.press.sheets.times import moment

ON_A_PAGE = 100
_ADDRESS = re.compile(r"/archive/(?:(?P<year>\d{4})/(?:(?P<month>\d\d)/(?:page/(?P<page>\d{1,6})/)?)?)?")


def archive_sheet(address: str, frame: Frame) -> str | None:
    """One sheet of the archive; None where no story was published."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    with speaking(frame.site_settings.language, frame.zone):
        context = frame.context(frame.site_settings.language, address)
        if found["month"]:
            more = _month(int(found["year"]), int(found["month"]), int(found["page"] or 1), frame)
        else:
            more = _months(int(found["year"] or 0), frame)
        if more is None:
            return None
        title = f"{more['heading']} – {frame.site_settings.name}"
        return get_template("press/archive.html").render(context | more | {"title": title})


def archive_addresses(month: datetime | None, frame: Frame) -> list[str]:
    """The sheets that show a story of this month; without one, all of the archive."""
    months = _counts(frame)
    if month is not None:
        months = [one for one in months if (one["month"].year, one["month"].month) == _in(month, frame)]
    found = ["/archive/"]
    for one in months:
        begin = one["month"]
        found.append(f"/archive/{begin:%Y}/")
        pages = -(-one["stories"] // ON_A_PAGE)
        found += [paged(f"/archive/{begin:%Y/%m}/", page) for page in range(1, pages + 2)]
    if month is not None and not months:
        year, number = _in(month, frame)
        found += [f"/archive/{year:04}/", f"/archive/{year:04}/{number:02}/"]
    return list(dict.fromkeys(found))


def _in(month: datetime, frame: Frame) -> tuple[int, int]:
    local = month.astimezone(frame.zone)
    return local.year, local.month


def _shown() -> QuerySet[stories.Story]:
    return stories.printed_stories().filter(page=False)


def _counts(frame: Frame) -> list[dict[str, Any]]:
    months = _shown().annotate(month=TruncMonth("published_at", tzinfo=frame.zone)).order_by()
    return list(months.values("month").annotate(stories=Count("pk")).order_by("-month"))


def _months(year: int, frame: Frame) -> dict[str, Any] | None:
    """The years with their months, or one of them; the archive as a whole is there from the first day."""
    years: dict[int, list[dict[str, Any]]] = {}
    for one in _counts(frame):
        begin = one["month"]
        if year in {0, begin.year}:
            name = date_format(begin, "F")
            item = {"address": f"/archive/{begin:%Y/%m}/", "name": name, "stories": one["stories"]}
            years.setdefault(begin.year, []).append(item)
    if year and not years:
        return None
    return {"heading": str(year) if year else gettext("Archive"), "years": list(years.items()), "one_year": bool(year)}


def _month(year: int, month: int, page: int, frame: Frame) -> dict[str, Any] | None:
    if not 1 <= month <= 12 or year < 1:
        return None
    begin = datetime(year, month, 1, tzinfo=frame.zone)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=frame.zone)
    shown = _shown().filter(published_at__gte=begin, published_at__lt=end).select_related("discussion").defer("body")
    first = (page - 1) * ON_A_PAGE
    listed = list(shown.order_by("-published_at", "-pk")[first : first + ON_A_PAGE + 1])
    if not listed:
        return None
    address = f"/archive/{begin:%Y/%m}/"
    return {
        "heading": date_format(begin, "YEAR_MONTH_FORMAT"),
        "year": begin.year,
        "lines": [_line(story, frame) for story in listed[:ON_A_PAGE]],
        "newer": paged(address, page - 1) if page > 1 else "",
        "older": paged(address, page + 1) if len(listed) > ON_A_PAGE else "",
    }


def _line(story: stories.Story, frame: Frame) -> dict[str, Any]:
    counts = getattr(story, "discussion", None)
    return {
        "story": story,
        "published": moment(story.published_at),
        "comments": counts.comments if counts else 0,
        "foreign": story.language != frame.site_settings.language,
    }
