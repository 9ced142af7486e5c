"""What a revision's content becomes on its way to the public. Wagtail keeps it as JSON: text for times, `None` for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags


def goes_live_now(content: Mapping[str, Any]) -> bool:
    """Whether a revision with this content, once published, is public at once and not at a later hour."""
    due = moment(content.get("go_live_at"))
    return due is None or due <= timezone.now()


def set_times(content: dict[str, Any], before: Mapping[str, Any], *, live: bool) -> None:
    """Complete the times of a revision's content before it goes live over the row `before`, also as content.

    It gets the time of its first publication and, when the words of a public (`live`) story changed and nobody set the
    time of the revision by hand, that time.
    """
    now = timezone.now().replace(microsecond=0)
    content["published_at"] = moment(content.get("published_at")) or moment(before["published_at"]) or now
    by_hand = not _same(moment(content.get("revised_at")), moment(before["revised_at"]))
    if live and not by_hand and _words(content) != _words(before):
        content["revised_at"] = now


def moment(value: datetime | str | None) -> datetime | None:
    """A time as a revision holds it: text once it was stored, a datetime while it is new."""
    return parse_datetime(value) if isinstance(value, str) else value


def _same(one: datetime | None, other: datetime | None) -> bool:
    """Stored revisions keep milliseconds, rows microseconds."""
    return one == other or (one is not None and other is not None and abs(one - other) < timedelta(milliseconds=1))


def _words(content: Mapping[str, Any]) -> list[str]:
    """The words readers see, without markup: the editor's own conversions are no revision."""
    blocks = json.loads(content["body"] or "[]")
    texts = [content["headline"], content["standfirst"], *(json.dumps(block["value"]) for block in blocks)]
    return strip_tags(" ".join(texts)).split()
