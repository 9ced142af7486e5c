"""The figures of moderation as a page and as a table for programs, printed anew once a day."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from typing import Any

from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.translation import gettext

from broadsheet.moderation import reports
from broadsheet.press.sheets.page_frame import Frame, speaking

ADDRESSES = ["/moderation/", "/moderation.csv"]
_SHOWN = 24  # months


def figures_sheet(address: str, frame: Frame) -> str:
    """Either of the two."""
    return _table(frame) if address.endswith(".csv") else _page(address, frame)


def _page(address: str, frame: Frame) -> str:
    with speaking(frame.site_settings.language, frame.zone):
        months = [_shown(month, frame) for month in reports.figures()[:_SHOWN]]
        title = gettext("Moderation statistics")
        context = frame.context(
            frame.site_settings.language, address, heading=title, months=months, as_table=ADDRESSES[1]
        )
        return get_template("press/figures.html").render(context | {"title": f"{title} – {frame.site_settings.name}"})


def _shown(month: reports.Month, frame: Frame) -> dict[str, Any]:
    """Its name, and lines of (words, number, is it a part of the line above); the wait as hours and minutes."""
    names = _names()
    lines: list[tuple[str, str, bool]] = []
    for what in reports.FIGURES:
        number = month.numbers.get(what, 0)
        lines.append((names[what], _wait(number) if what == "waited" else f"{number:,}", False))
        if what == "removed":
            lines += [(gettext(name), f"{count:,}", True) for name, count in month.reasons.items()]
    begin = datetime(month.begin.year, month.begin.month, 1, tzinfo=frame.zone)
    return {"name": date_format(begin, "YEAR_MONTH_FORMAT"), "lines": lines, "over": month.over}


def _wait(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else "–"


def _names() -> dict[str, str]:
    return {
        "received": gettext("Comments received"),
        "held": gettext("Waited for a moderator"),
        "waited": gettext("Median wait, in hours and minutes"),
        "removed": gettext("Removed by staff"),
        "spam": gettext("Spam"),
        "withdrawn": gettext("Withdrawn by their writers"),
        "flags": gettext("Flags by readers"),
        "appealed": gettext("Appeals"),
        "overturned": gettext("Decisions overturned"),
        "offered": gettext("Corrections offered by readers"),
        "corrected": gettext("Corrections printed"),
    }


def _table(frame: Frame) -> str:
    """CSV (RFC 4180) after one line of comment, as W3C's Model for Tabular Data §5 has them; the same in every language."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["month", "figure", "reason", "number", "month is over"])
    for month in reports.figures():
        name = f"{month.begin:%Y-%m}"
        for what in reports.FIGURES:
            rows.writerow([name, _NAMES.get(what, what), "", month.numbers.get(what, 0), "yes" if month.over else "no"])
        for reason, number in month.reasons.items():
            rows.writerow([name, "removed", _harmless(reason), number, "yes" if month.over else "no"])
    return f"# edition: {frame.edition}\r\n{written.getvalue()}"


_NAMES = {"waited": "median wait in minutes", "offered": "corrections offered", "corrected": "corrections printed"}


def _harmless(words: str) -> str:
    """What a spreadsheet would take for a formula is kept from being one."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t"} else words
