"""What other rooms ask of the tables of this one: decisions, redactions, moves, settled floods, flags and reasons, with what
belongs to them. The part refuses to hand out a manager: a new question is a new function.
"""

from broadsheet.moderation.queries.decision_rows import (
    decided_last,
    decisions_by_id,
    decisions_of_comments,
    find_decision,
    find_flood_decision,
    find_move,
    find_redaction,
    flood_decisions_since,
    forget_words_about,
    is_held_by_decision,
    last_move,
    last_states_by_staff,
    newest_decisions,
    own_decision,
    redactions_of,
)
from broadsheet.moderation.queries.flag_rows import (
    answered_flag,
    answered_flags_with_address,
    flag_addresses,
    open_flag_counts,
    open_flags_of,
    open_flags_with_address,
    story_of_flag,
)
from broadsheet.moderation.queries.reason_rows import find_reason, reason_in_use, reasons_in_use

__all__ = [
    "answered_flag",
    "answered_flags_with_address",
    "decided_last",
    "decisions_by_id",
    "decisions_of_comments",
    "find_decision",
    "find_flood_decision",
    "find_move",
    "find_reason",
    "find_redaction",
    "flag_addresses",
    "flood_decisions_since",
    "forget_words_about",
    "is_held_by_decision",
    "last_move",
    "last_states_by_staff",
    "newest_decisions",
    "open_flag_counts",
    "open_flags_of",
    "open_flags_with_address",
    "own_decision",
    "reason_in_use",
    "reasons_in_use",
    "redactions_of",
    "story_of_flag",
]
