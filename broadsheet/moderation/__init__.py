"""What staff decide about comments: state changes with their reasons, redaction, moving, marks, floods, and what the filter
learns from them. Every decision is kept so that it can be read and undone. The room refuses a decision about a comment that
somebody else has decided since it was looked at, and one outside a person's own sections.
"""

from broadsheet.moderation.answering_flags import flags_of
from broadsheet.moderation.deciding import comment_decided, decide, hide_comment, publish_comment, undo
from broadsheet.moderation.deciding_many import decide_together
from broadsheet.moderation.filter_training import as_submission, submission_of, writer_of
from broadsheet.moderation.flood_settling import floods, settle_flood, undo_settlement
from broadsheet.moderation.keeping_published import keep_comment
from broadsheet.moderation.marking import feature, pin, shut_thread
from broadsheet.moderation.models import Cut, Decision, Flag, Move, Reason, Settlement
from broadsheet.moderation.moving import move_back, move_thread
from broadsheet.moderation.permissions import in_remit, may_decide, refuse_other_sections
from broadsheet.moderation.redacting import cut_passage, put_back
from broadsheet.moderation.removal_reasons import (
    add_reason,
    move_reason,
    name_of_reason,
    reasons,
    retire_reason,
    why_removed,
    word_reason,
)
from broadsheet.moderation.writer_profiles import (
    Writer,
    find_writer,
    in_numbers,
    look_for,
    networks_behind,
    restrict_writer,
    restrictions_on,
    writer_behind,
)

__all__ = [
    "Cut",
    "Decision",
    "Flag",
    "Move",
    "Reason",
    "Settlement",
    "Writer",
    "add_reason",
    "as_submission",
    "comment_decided",
    "cut_passage",
    "decide",
    "decide_together",
    "feature",
    "find_writer",
    "flags_of",
    "floods",
    "hide_comment",
    "in_numbers",
    "in_remit",
    "keep_comment",
    "look_for",
    "may_decide",
    "move_back",
    "move_reason",
    "move_thread",
    "name_of_reason",
    "networks_behind",
    "pin",
    "publish_comment",
    "put_back",
    "reasons",
    "refuse_other_sections",
    "restrict_writer",
    "restrictions_on",
    "retire_reason",
    "settle_flood",
    "shut_thread",
    "submission_of",
    "undo",
    "undo_settlement",
    "why_removed",
    "word_reason",
    "writer_behind",
    "writer_of",
]
