"""Questions that other rooms ask of the ledger, besides reading on from a bookmark."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry


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
