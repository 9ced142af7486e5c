"""Where stories stand on this site, and where they used to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify

from broadsheet.stories.housekeeping import house
from broadsheet.stories.models import FormerAddress, Story

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
_QUERY_KEYS = ("p", "page_id", "attachment_id", "post_type", "cat", "tag", "author", "feed", "m")


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
    local = (day or timezone.now()).astimezone(ZoneInfo(house().time_zone))
    return f"/{local:%Y/%m}/{slug_of(headline)}/"


def free_address(wanted: str, story: Story, content: Mapping[str, Any] | None = None) -> str:
    """The wanted address, or one made from headline and day, or the next of the same with -2, -3 … after it.

    A story that was printed keeps the address it was printed at when none is wanted.
    """
    if not wanted:
        printed = Story.objects.filter(pk=story.pk, first_published_at__isnull=False).values_list("address", flat=True)
        content = content or {"headline": story.headline, "published_at": story.published_at}
        day = content["published_at"]
        day = parse_datetime(day) if isinstance(day, str) else day
        wanted = printed.first() or default_address(content["headline"], day)
    address, count = wanted, 1
    while taken(address, story):
        count += 1
        address = f"{wanted.rstrip('/')}-{count}/"
    return address


def taken(address: str, story: Story) -> bool:
    """Whether another story stands, or once stood, at the address."""
    return (
        Story.objects.filter(address=address).exclude(pk=story.pk).exists()
        or FormerAddress.objects.filter(path=address).exclude(story=story.pk).exists()
    )


def keep_former(story: Story, address: str) -> None:
    """Readers of `address` are sent on to the story for ever."""
    FormerAddress.objects.update_or_create(path=address, defaults={"story": story, "moved_to": ""})


def find_moved(path: str) -> str | None:
    """Where a former address on this site, path or path with query, is answered now; None where nothing is known."""
    for former in _spellings(path):
        found = FormerAddress.objects.select_related("story").filter(path=former).first()
        if found is None:
            continue
        to = found.moved_to if found.story is None else found.story.address if found.story.live else ""
        if to and to != former:
            return to
    return _forgotten_slash(path)


def _spellings(path: str) -> list[str]:
    """The ways an export, or a reader, may have written the same address."""
    parts = urlsplit(path if path.startswith("/") else f"/{path}")
    plain = normalize("NFC", unquote(parts.path))
    bare = plain.rstrip("/") or "/"
    paths = list(dict.fromkeys([plain, f"{bare}/" if bare != "/" else "/", bare]))
    known = [(key, value) for key, value in parse_qsl(parts.query) if key in _QUERY_KEYS]
    with_query = [f"{path}?{urlencode([pair])}" for path in paths for pair in known]
    if parts.query:
        with_query.insert(0, f"{plain}?{parts.query}")
    return with_query + [path for path in paths if path != "/"]


def _forgotten_slash(path: str) -> str | None:
    plain = normalize("NFC", unquote(urlsplit(path).path))
    if plain.endswith("/"):
        return None
    return Story.objects.filter(live=True, address=f"{plain}/").values_list("address", flat=True).first()
