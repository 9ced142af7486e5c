"""Questions that other rooms ask of the ledger, besides reading on from a bookmark."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

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


def began_at() -> datetime | None:
    """When the first line was written; None for an empty ledger."""
    return Entry.objects.order_by("number").values_list("at", flat=True).first()


def first_number_since(at: datetime) -> int:
    """The number of the first line not before that moment, one above the newest where there is none.

    Lines are in the order of time, so it is found by halving: a few dozen lines are looked at, however many there are.
    """
    ends = Entry.objects.aggregate(low=Min("number"), high=Max("number"))
    low, high = ends["low"] or 0, (ends["high"] or 0) + 1
    while low < high:
        middle = (low + high) // 2
        line = Entry.objects.filter(number__gte=middle).order_by("number").values_list("number", "at").first()
        if line is None or line[1] >= at:
            high = middle
        else:
            low = line[0] + 1
    return int(low)


def count_kinds(kinds: Iterable[Kind], first: int, before: int) -> dict[Kind, int]:
    """How many lines of these kinds there are from the number `first` to below `before`; kinds without any are left out."""
    found = Entry.objects.filter(number__gte=first, number__lt=before, kind__in=list(kinds))
    return {Kind(kind): number for kind, number in found.values_list("kind").annotate(Count("pk"))}


def comments_between(kind: Kind, first: int, before: int) -> QuerySet[Entry, int | None]:
    """The ids of the comments that lines of this kind are about, from `first` to below `before`; to be used in a query."""
    found = Entry.objects.filter(number__gte=first, number__lt=before, kind=kind)
    return found.values_list("comment", flat=True)


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
