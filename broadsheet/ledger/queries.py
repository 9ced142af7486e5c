"""Questions that other rooms ask of the ledger, besides reading on from a bookmark."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.ledger.sql import moment_and_bounds


def is_following(reader: str) -> bool:
    """Whether the named reader has a bookmark, so that it has begun to read."""
    return Bookmark.objects.filter(pk=reader).exists()


def entries_about(
    *,
    story: int | None = None,
    comment: int | None = None,
    person: int | None = None,
    without: Iterable[Kind] = (),
    before: int | None = None,
    most: int,
) -> list[Entry]:
    """At most so many lines, the newest first: of a story, of a comment (with its story), by a person, or all.

    `without` leaves out kinds; `before` is the number of the line that the list goes on from.
    """
    asked = {"story": story, "comment": comment, "person": person, "number__lt": before}
    found = Entry.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    kinds = list(without)
    found = found.exclude(kind__in=kinds) if kinds else found
    return list(found.order_by("-number")[:most])


class Edition(NamedTuple):
    """When an edition was written (None where the ledger has no such line), and whether a story can have stood in it."""

    at: datetime | None
    possible: bool


def edition_of_story(number: int, story: int) -> Edition:
    """The line `number`, as a printed page of this story would name it: neither newer than the ledger nor older than the story."""
    at, newest, first = moment_and_bounds(number, story)
    return Edition(_aware(at), (first or 0) <= number <= (newest or 0))


def _aware(at: object) -> datetime | None:
    """SQLite gives moments as text or without a zone, and means UTC."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if not isinstance(moment, datetime):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def has_entry_since(at: datetime, *, story: int, comment: int, kinds: Collection[Kind]) -> bool:
    """Whether any of these kinds was written about the comment from that moment on."""
    return Entry.objects.filter(story=story, comment=comment, kind__in=kinds, at__gte=at).exists()
