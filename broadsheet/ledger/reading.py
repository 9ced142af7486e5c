"""Reading the ledger, from a number or from a named reader's bookmark."""

from datetime import datetime

from django.db.models import Max

from broadsheet.ledger.models import Bookmark, Entry


def latest() -> int:
    """The number of the newest line, 0 when there is none."""
    newest = Entry.objects.aggregate(newest=Max("number"))["newest"]
    return newest or 0


def after(number: int, story: int | None = None, most: int = 1000) -> list[Entry]:
    """At most `most` lines after `number`, oldest first, of one story or of all."""
    lines = Entry.objects.filter(number__gt=number)
    if story is not None:
        lines = lines.filter(story=story)
    return list(lines.order_by("number")[:most])


def read(reader: str, most: int = 1000) -> list[Entry]:
    """At most `most` lines after the named reader's bookmark, oldest first. The bookmark stays until `advance`."""
    return after(reached(reader), most=most)


def reached(reader: str) -> int:
    """The number of the last line that the named reader has dealt with, 0 before its first."""
    return Bookmark.objects.filter(pk=reader).values_list("number", flat=True).first() or 0


def reached_at(reader: str) -> datetime | None:
    """When the last line that the named reader has dealt with was written; None at the beginning."""
    return Entry.objects.filter(pk=reached(reader)).values_list("at", flat=True).first()


def advance(reader: str, number: int) -> None:
    """Move the reader's bookmark to `number`: everything up to it is dealt with. A bookmark never goes back."""
    bookmarks = Bookmark.objects
    if not bookmarks.filter(pk=reader, number__lt=number).update(number=number):
        bookmarks.get_or_create(pk=reader, defaults={"number": number})
