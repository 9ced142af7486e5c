"""The ledger: the append-only list of what happened. Every verb of the rooms above ends by writing one line; the press, the
mailroom, the desk and the live stream read on from their bookmarks. It is the outbox, the audit trail, the cursor of live
streams and the edition number of printed pages at once. It refuses text: its facts are ids.
"""

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.ledger.queries import (
    began_at,
    comments_between,
    count_kinds,
    edition_of_story,
    entries_about,
    first_number_since,
    has_entry_since,
    is_following,
)
from broadsheet.ledger.reading import advance, after, latest, reached, reached_at, read
from broadsheet.ledger.recording import record, record_many
from broadsheet.ledger.restorations import Mark, bookmarks_ahead, go_on_beyond, is_lost, is_of_lost_future, mark_of

__all__ = [
    "Bookmark",
    "Entry",
    "Kind",
    "Mark",
    "advance",
    "after",
    "began_at",
    "bookmarks_ahead",
    "comments_between",
    "count_kinds",
    "edition_of_story",
    "entries_about",
    "first_number_since",
    "go_on_beyond",
    "has_entry_since",
    "is_following",
    "is_lost",
    "is_of_lost_future",
    "latest",
    "mark_of",
    "reached",
    "reached_at",
    "read",
    "record",
    "record_many",
]
