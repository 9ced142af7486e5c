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
from broadsheet.moderation.reports.correcting import MOST_OF_A_SOURCE, answer_offer, may_correct, offer_correction
from broadsheet.moderation.reports.flagging import MOST_LETTERS, flag, settle_flags
from broadsheet.moderation.reports.models import Appeal, Offer
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
    "Offer",
    "answer_appeal",
    "answer_offer",
    "appeal",
    "appeal_address",
    "close_months",
    "figures",
    "flag",
    "forget_told_by",
    "forget_what_was_told",
    "may_correct",
    "offer_correction",
    "opens",
    "refuse_appeal",
    "settle_flags",
    "told_by",
    "why_not_answer",
]
