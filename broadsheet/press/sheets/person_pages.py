"""The printed page of a person: who they are here, and what they published, the newest first and then by months."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from broadsheet import comments, people
from broadsheet.press.sheets.page_frame import Frame, speaking
from broadsheet.press.sheets.print_addresses import file_of
from broadsheet.press.sheets.times import moment

_ADDRESS = re.compile(r"/person/(?P<person>\d{1,18})/(?:(?P<picture>picture\.svg)|(?P<year>\d{4})/(?P<month>\d\d)/)?")
_NEWEST = 30


def person_sheet(address: str, frame: Frame) -> str | None:
    """What stands at an address below `/person/`; None for somebody unknown, unnamed, or of whom nothing is published."""
    found = _ADDRESS.fullmatch(address)
    person = people.Person.objects.filter(pk=int(found["person"])).first() if found else None
    if found is None or person is None or not person.chosen:
        return None
    written = comments.published_by(person)
    if not written.exists():
        return None
    if found["picture"]:
        return f"<!-- edition: {frame.edition} -->\n{people.picture(person.seed)}\n"
    with speaking(frame.site_settings.language, frame.zone):
        month = (int(found["year"]), int(found["month"])) if found["month"] else None
        return _page(person, written, month, frame, address)


def _page(
    person: people.Person,
    written: QuerySet[comments.Comment],
    month: tuple[int, int] | None,
    frame: Frame,
    address: str,
) -> str | None:
    shown = written.select_related("story").defer("story__body").order_by("-created", "-pk")
    if month:
        begin, end = _bounds(month, frame)
        if begin is None:
            return None
        shown = shown.filter(created__gte=begin, created__lt=end)
    items = [{"comment": one, "published": moment(one.created)} for one in (shown if month else shown[:_NEWEST])]
    if not items:
        return None
    heading = date_format(_bounds(month, frame)[0], "YEAR_MONTH_FORMAT") if month else ""
    context = frame.context(frame.site_settings.language, address) | {
        "person": person,
        "picture": mark_safe(people.picture(person.seed)),  # noqa: S308 - drawn here from a number
        "title": f"{person.name} – {frame.site_settings.name}",
        "heading": heading,
        "items": items,
        "months": [] if month else _months(written, person, frame),
        "count": 0 if month else written.count(),
    }
    return get_template("press/person.html").render(context)


def _bounds(month: tuple[int, int], frame: Frame) -> tuple[Any, Any]:
    year, number = month
    if not (1 <= year <= 9998 and 1 <= number <= 12):
        return None, None
    begin = datetime(year, number, 1, tzinfo=frame.zone)
    return begin, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=frame.zone)


def _months(written: QuerySet[comments.Comment], person: people.Person, frame: Frame) -> list[dict[str, Any]]:
    """The months in which they wrote, where the newest comments are not all."""
    counted = written.annotate(month=TruncMonth("created", tzinfo=frame.zone)).order_by().values("month")
    months = list(counted.annotate(comments=Count("pk")).order_by("-month"))
    if sum(one["comments"] for one in months) <= _NEWEST:
        return []
    return [
        {
            "address": f"{person.address}{one['month']:%Y/%m}/",
            "name": date_format(one["month"], "YEAR_MONTH_FORMAT"),
            "comments": one["comments"],
        }
        for one in months
    ]


def addresses_of_persons(person_ids: set[int], months: set[tuple[int, datetime]], frame: Frame) -> list[str]:
    """The first page and the picture of each, and the pages of those months (person, any moment in it)."""
    found = []
    for pk in sorted(person_ids):
        found += [f"/person/{pk}/", f"/person/{pk}/picture.svg"]
    found += [f"/person/{pk}/{at.astimezone(frame.zone):%Y/%m}/" for pk, at in sorted(months)]
    return list(dict.fromkeys(found))


def every_persons_address(frame: Frame, person_ids: set[int] | None = None) -> list[str]:
    """All sheets of these persons, or of everybody who published something."""
    public = comments.Comment.objects.filter(person__isnull=False, state=comments.State.PUBLISHED)
    if person_ids is not None:
        public = public.filter(person__in=person_ids)
    months = public.annotate(month=TruncMonth("created", tzinfo=frame.zone)).order_by()
    listed = {(pk, month) for pk, month in months.values_list("person_id", "month").distinct() if pk}
    return addresses_of_persons({pk for pk, _ in listed} | (person_ids or set()), listed, frame)


def printed_persons_addresses(person_id: int) -> list[str]:
    """What this press has printed of a person, and may have to take away."""
    folder = file_of(f"/person/{person_id}/").parent
    months = [
        f"/person/{person_id}/{path.parent.relative_to(folder)}/" for path in sorted(folder.glob("*/*/index.html"))
    ]
    return [f"/person/{person_id}/", f"/person/{person_id}/picture.svg", *months]
