"""What readers report to staff, and the answers: flags, appeals against removals, corrections of stories. It refuses a second
appeal, and a flag on what is no longer public.
"""

from broadsheet.moderation.reports.appealing import (
    answer_appeal,
    appeal,
    appeal_address,
    opens,
    refuse_appeal,
    why_not_answer,
)
from broadsheet.moderation.reports.correcting import (
    MOST_OF_A_SOURCE,
    answer_correction_request,
    may_correct,
    request_correction,
)
from broadsheet.moderation.reports.flagging import MOST_LETTERS, flag, settle_flags
from broadsheet.moderation.reports.models import Appeal
from broadsheet.moderation.reports.queries import (
    answered_correction_requests_with_address,
    appeal_of,
    appeals_for,
    correction_request_addresses,
    correction_requests_for,
    find_appeal,
    find_correction_request,
    forget_appeal_words,
    open_correction_requests,
    open_correction_requests_with_address,
    story_of_correction_request,
)
from broadsheet.moderation.reports.reported_data import (
    ANSWERED,
    UNANSWERED,
    forget_told_by,
    forget_what_was_told,
    told_by,
)
from broadsheet.moderation.reports.statistics import FIGURES, Month, close_months, figures

__all__ = [
    "ANSWERED",
    "FIGURES",
    "MOST_LETTERS",
    "MOST_OF_A_SOURCE",
    "UNANSWERED",
    "Appeal",
    "Month",
    "answer_appeal",
    "answer_correction_request",
    "answered_correction_requests_with_address",
    "appeal",
    "appeal_address",
    "appeal_of",
    "appeals_for",
    "close_months",
    "correction_request_addresses",
    "correction_requests_for",
    "figures",
    "find_appeal",
    "find_correction_request",
    "flag",
    "forget_appeal_words",
    "forget_told_by",
    "forget_what_was_told",
    "may_correct",
    "open_correction_requests",
    "open_correction_requests_with_address",
    "opens",
    "refuse_appeal",
    "request_correction",
    "settle_flags",
    "story_of_correction_request",
    "told_by",
    "why_not_answer",
]
