"""The ledger: the append-only list of what happened. Verbs of the rooms above end by writing one line here; press,
mailroom, wire and the live stream read it, each with a bookmark. It is outbox, audit trail, live cursor and edition
number at once. It refuses text: its facts are ids.
"""

from broadsheet.ledger.kinds import Kind
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.ledger.reading import advance, after, latest, reached, reached_at, read
from broadsheet.ledger.recording import record, record_many

__all__ = [
    "Bookmark",
    "Entry",
    "Kind",
    "advance",
    "after",
    "latest",
    "reached",
    "reached_at",
    "read",
    "record",
    "record_many",
]
