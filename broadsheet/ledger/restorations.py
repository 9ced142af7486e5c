"""An older copy of the database that was brought back: how it is noticed, and how the ledger goes on from there.

Pages, e-mails and open browsers know numbers of a future that the copy does not have. Whoever keeps something outside the
database keeps a mark beside it; where a mark's line is not in the ledger, numbers go on far beyond it, so that none is used twice.
"""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.kit import in_turn
from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry, Restoration
from broadsheet.ledger.reading import latest
from broadsheet.ledger.recording import record
from broadsheet.ledger.sql import advance_sequences, highest_ids, wait_for_earlier_commits

SPARE = 1_000_000  # numbers skipped beyond the newest that is known: what was given out after it was noted
_NO_LINES = ("erasures",)  # bookmarks whose number is none of the ledger's


class Mark(NamedTuple):
    """A line of the ledger as it is known outside the database: its number, when it was written (ISO 8601), and the highest
    id that each table had then.
    """

    number: int
    at: str
    ids: dict[str, int]


def mark_of(number: int) -> Mark:
    """The mark of a line that the ledger has, or of none (0)."""
    return Mark(number, _moment_of(number), highest_ids())


def is_of_lost_future(mark: Mark) -> bool:
    """Whether this ledger neither has the mark's line nor knows already that it was lost. A mark without a moment is of no line."""
    has_it = bool(mark.at) and _moment_of(mark.number) == mark.at
    return mark.number > 0 and not has_it and not is_lost(mark.number)


def bookmarks_ahead() -> list[Bookmark]:
    """The readers that have read further than the ledger goes."""
    ahead = Bookmark.objects.filter(number__gt=latest())
    for name in _NO_LINES:
        ahead = ahead.exclude(reader__startswith=name)
    return list(ahead)


def is_lost(number: int) -> bool:
    """Whether the number is one that an older copy, once brought back, left out."""
    return Restoration.objects.filter(after__lt=number, number__gt=number).exists()


def go_on_beyond(mark: Mark) -> bool:
    """Where the mark, or a bookmark, is of a lost future: skip its numbers and write a line that says so.

    Gives whether that was so; of several processes that notice it one is first.
    """
    if not is_of_lost_future(mark) and not bookmarks_ahead():
        return False
    with in_turn():
        wait_for_earlier_commits()
        ahead = [one.number for one in bookmarks_ahead()]
        if not ahead and not is_of_lost_future(mark):
            return False  # another process was first
        kept = latest()
        beyond = max(kept, mark.number, *ahead, 0)
        advance_sequences({**mark.ids, Entry._meta.db_table: beyond}, SPARE)
        Restoration.objects.create(after=kept, number=record(Kind.COPY_RESTORED))
    return True


def _moment_of(number: int) -> str:
    at = Entry.objects.filter(pk=number).values_list("at", flat=True).first()
    return at.isoformat() if at else ""
