"""What staff change of comments besides their state: marks, counts of flags, who removed it and why, the text after a redaction,
and the story a thread stands under. Each function is one step within its caller's transaction and writes no line to the ledger.
The part refuses to move more comments at once than it was given as the most.
"""

from broadsheet.comments.changes.hiding_many import comments_to_decide, count_waiting, hide_all, stories_of
from broadsheet.comments.changes.moving_threads import TooMany, move_rows
from broadsheet.comments.changes.row_changes import (
    add_flag,
    pinned_beside,
    replace_text,
    set_flags,
    set_mark,
    sign_removal,
    state_of,
)

__all__ = [
    "TooMany",
    "add_flag",
    "comments_to_decide",
    "count_waiting",
    "hide_all",
    "move_rows",
    "pinned_beside",
    "replace_text",
    "set_flags",
    "set_mark",
    "sign_removal",
    "state_of",
    "stories_of",
]
