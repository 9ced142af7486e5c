"""What loops over many things need: a guard around each, what could not be done, and whether anybody wrote to the database. It
refuses to let one bad item stop the others.
"""

from broadsheet.kit.loops.database_changes import DatabaseWatch
from broadsheet.kit.loops.troubles import (
    end_trouble,
    forget_troubles,
    guarded,
    known_troubles,
    note_trouble,
    together_or_each,
)

__all__ = [
    "DatabaseWatch",
    "end_trouble",
    "forget_troubles",
    "guarded",
    "known_troubles",
    "note_trouble",
    "together_or_each",
]
