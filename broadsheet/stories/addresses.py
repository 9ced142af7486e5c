"""Rules for the addresses of stories: how one is made from a headline, and which cannot be used."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from broadsheet.stories.settings_model import site_settings

_SLUG_LETTERS = 70  # in any script under the 255 bytes that a folder's name may have
_KEPT = {
    "-",
    "archive",
    "assets",
    "author",
    "images",
    "moderation",
    "moderation.csv",
    "page",
    "person",
    "section",
    "tag",
    "your-data",
}
_SEGMENT = re.compile(r"[^\x00-\x20\x7f/?#%\\<>\"|^`{}]+")


def slug_of(words: str) -> str:
    """Words as one part of an address; Cyrillic, Kazakh and Arabic letters stay what they are."""
    slug = slugify(words, allow_unicode=True)
    if len(slug) > _SLUG_LETTERS:
        slug = slug[: _SLUG_LETTERS + 1].rpartition("-")[0] or slug[:_SLUG_LETTERS]
    return slug or "story"


def fit_address(address: str) -> None:
    """Raise ValidationError where a story cannot stand: the site's own folders, and what no folder can be called."""
    parts = address.strip("/").split("/")
    if not address.startswith("/") or not address.endswith("/") or not all(map(_fits, parts)):
        raise ValidationError("An address is words between slashes, like /2026/05/bridge-reopens/, without spaces.")
    if parts[0] in _KEPT or {"comments", "thread"} & set(parts[1:]):
        raise ValidationError("The site itself uses this address. Choose another.")


def _fits(part: str) -> bool:
    return part not in {".", ".."} and len(part.encode()) <= 255 and bool(_SEGMENT.fullmatch(part))


def default_address(headline: str, day: datetime | None = None) -> str:
    """`/YYYY/MM/slug/`, the month as the newsroom's clock has it; free or not."""
    local = (day or timezone.now()).astimezone(ZoneInfo(site_settings().time_zone))
    return f"/{local:%Y/%m}/{slug_of(headline)}/"
