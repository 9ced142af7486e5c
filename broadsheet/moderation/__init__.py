"""What staff decide about comments: state changes with their reasons, redaction, moving, marks, floods, and what the filter
learns from them. Every decision is kept so that it can be read and undone. The room refuses a decision about a comment that
somebody else has decided since it was looked at, and one outside a person's own sections.
"""

from broadsheet.moderation.answering_flags import flags_of
from broadsheet.moderation.deciding import (
    Seen,
    comment_decided,
    decide_comment,
    hide_comment,
    is_decided_since,
    keep_comment,
    last_decision_words,
    publish_comment,
    undo,
)
from broadsheet.moderation.deciding_many import decide_comments
from broadsheet.moderation.filter_training import as_submission, submission_of, writer_of
from broadsheet.moderation.flood_settling import floods, settle_flood, undo_flood_decision
from broadsheet.moderation.marking import feature, pin, shut_thread
from broadsheet.moderation.models import Decision, FloodDecision, Reason
from broadsheet.moderation.moving import move_back, move_thread
from broadsheet.moderation.permissions import in_remit, may_decide, refuse_other_sections
from broadsheet.moderation.redacting import redact_passage, undo_redaction
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
    "Decision",
    "FloodDecision",
    "Reason",
    "Seen",
    "Writer",
    "add_reason",
    "as_submission",
    "comment_decided",
    "decide_comment",
    "decide_comments",
    "feature",
    "find_writer",
    "flags_of",
    "floods",
    "hide_comment",
    "in_numbers",
    "in_remit",
    "is_decided_since",
    "keep_comment",
    "last_decision_words",
    "look_for",
    "may_decide",
    "move_back",
    "move_reason",
    "move_thread",
    "name_of_reason",
    "networks_behind",
    "pin",
    "publish_comment",
    "reasons",
    "redact_passage",
    "refuse_other_sections",
    "restrict_writer",
    "restrictions_on",
    "retire_reason",
    "settle_flood",
    "shut_thread",
    "submission_of",
    "undo",
    "undo_flood_decision",
    "undo_redaction",
    "why_removed",
    "word_reason",
    "writer_behind",
    "writer_of",
]
