"""The ledger: the append-only list of what happened. Every verb of the rooms above ends by writing one line; the press, the
mailroom, the desk and the live stream read on from their bookmarks. It is the outbox, the audit trail, the cursor of live
streams and the edition number of printed pages at once. It refuses text: its facts are ids.
"""

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.ledger.queries import entries_about, is_following
from broadsheet.ledger.reading import (
    advance,
    after,
    edition_of_story,
    has_entry_since,
    latest,
    reached,
    reached_at,
    read,
)
from broadsheet.ledger.recording import record, record_many

__all__ = [
    "Bookmark",
    "Entry",
    "Kind",
    "advance",
    "after",
    "edition_of_story",
    "entries_about",
    "has_entry_since",
    "is_following",
    "latest",
    "reached",
    "reached_at",
    "read",
    "record",
    "record_many",
]
