"""“How your data is processed”: a printed page, made of what every room says of itself under the settings in force."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext

from broadsheet.kit import Fact
from broadsheet.press import Frame, speaking
from broadsheet.rights.held_data import ROOMS
from broadsheet.stories import site_settings

ADDRESS = "/your-data/"


def facts() -> list[Fact]:
    """Everything, in the active language."""
    return [fact for room in ROOMS for fact in room.processed()]


def processing_sheet(around: Frame) -> str:
    """The page in the site's language."""
    with speaking(around.site_settings.language, around.zone):
        title = gettext("How your data is processed")
        context = around.context(around.site_settings.language, ADDRESS, heading=title)
        context["title"] = f"{title} – {around.site_settings.name}"
        context |= {"facts": facts(), "database": _database()}
        context["outside"] = list(dict.fromkeys(name for fact in context["facts"] for name in fact.outside))
        return get_template("rights/processing.html").render(context)


def processing_state() -> str:
    """A digest of what the page says."""
    with translation.override(site_settings().language):
        return hashlib.sha256(repr((facts(), _database())).encode()).hexdigest()[:16]


def _database() -> str:
    """The machine that the database is on, where it is another than this."""
    database = settings.DATABASES["default"]
    host = str(database.get("HOST", "")) if "postgresql" in str(database["ENGINE"]) else ""
    return "" if host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"} else host
