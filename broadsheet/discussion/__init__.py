"""The discussion: comments, likes, flags, the order of a thread, how a discussion is cut into sheets, and the living
addresses where readers write. Everything a reader causes ends in one line of the ledger, in the same transaction. The
room refuses to let the text of a held, spam or removed comment out to anybody but its writer and staff, and prints nothing.
"""

from broadsheet.discussion.acknowledging import answer_flags, flags_of
from broadsheet.discussion.answering import json, page, refusing, wants_json
from broadsheet.discussion.appealing import (
    answer_appeal,
    appeal,
    appeal_address,
    is_alone,
    refuse_appeal,
    why_not_answer,
)
from broadsheet.discussion.asking_outside import ask_outside
from broadsheet.discussion.confirming import keep_comment
from broadsheet.discussion.correcting import answer_offer, may_correct, offer_correction
from broadsheet.discussion.cutting import cut_passage, put_back
from broadsheet.discussion.deciding import comment_decided, decide, hide_comment, publish_comment, undo
from broadsheet.discussion.deciding_together import decide_together
from broadsheet.discussion.drafting import draft_of, sweep_drafts
from broadsheet.discussion.editing import edit_comment, editable_until, withdraw_comment
from broadsheet.discussion.figuring import FIGURES, Month, close_months, figures
from broadsheet.discussion.finding import is_discussed
from broadsheet.discussion.flagging import flag, settle_flags
from broadsheet.discussion.flooding import Flood, floods, settle_flood, undo_settlement
from broadsheet.discussion.following import end_streams
from broadsheet.discussion.forms import form_markup
from broadsheet.discussion.gathering import chosen
from broadsheet.discussion.justifying import all_in_words, findings_in_words
from broadsheet.discussion.keeping import addresses, correct_name, erase_under, held_under, wrote
from broadsheet.discussion.liking import like, unlike
from broadsheet.discussion.marking import feature, pin, shut_thread
from broadsheet.discussion.models import (
    Appeal,
    Comment,
    Cut,
    Decision,
    Discussion,
    Exemption,
    Finding,
    Flag,
    Grievance,
    Like,
    Mention,
    Move,
    Offer,
    Part,
    Reason,
    Settlement,
    Shift,
    Side,
    Staffing,
    State,
    Weekday,
)
from broadsheet.discussion.moving import move_back, move_thread
from broadsheet.discussion.opening import openness_now, reopens_at, state_words
from broadsheet.discussion.owning import is_by
from broadsheet.discussion.persons import claim, claimable, published_by, writers_of
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.processing import processed
from broadsheet.discussion.reasoning import (
    add_reason,
    move_reason,
    reasons,
    retire_reason,
    why_removed,
    word_reason,
)
from broadsheet.discussion.refusals import (
    Barred,
    Closed,
    Decided,
    Duplicate,
    Gone,
    Missing,
    NotYours,
    Refusal,
    TooFast,
    TooLate,
    TooLong,
    TooShort,
    Unfit,
    Warned,
)
from broadsheet.discussion.remits import in_remit, may_decide, refuse_other_sections
from broadsheet.discussion.retaining import forget_what_is_over
from broadsheet.discussion.rostering import add_shift, end_exemption, end_shift, exempt, staff_discussions
from broadsheet.discussion.rules.models import RuleChange, WordList
from broadsheet.discussion.screening import submission_of
from broadsheet.discussion.searching import find_words, forget_words, index_words
from broadsheet.discussion.second_opinions import ask_second_opinions
from broadsheet.discussion.sheets import Look, list_sheets, sheet_at, sheets_showing, where
from broadsheet.discussion.showing import comment_markup, likes_words, own_markup, sheet_markup
from broadsheet.discussion.taking_in import Contribution, reorder, take_in_comments, take_in_discussions
from broadsheet.discussion.threads import Sheet, Shown, first_part, in_other_order, list_sheet, thread_sheet
from broadsheet.discussion.wording import script_words
from broadsheet.discussion.writers import (
    Writer,
    find_writer,
    in_numbers,
    look_for,
    measure_writer,
    measures_on,
    networks_behind,
    writer_behind,
)

__all__ = [
    "FIGURES",
    "Appeal",
    "Barred",
    "Closed",
    "Comment",
    "Contribution",
    "Cut",
    "Decided",
    "Decision",
    "Discussion",
    "Duplicate",
    "Exemption",
    "Finding",
    "Flag",
    "Flood",
    "Gone",
    "Grievance",
    "Like",
    "Look",
    "Mention",
    "Missing",
    "Month",
    "Move",
    "NotYours",
    "Offer",
    "Part",
    "Reason",
    "Refusal",
    "RuleChange",
    "Settlement",
    "Sheet",
    "Shift",
    "Shown",
    "Side",
    "Staffing",
    "State",
    "TooFast",
    "TooLate",
    "TooLong",
    "TooShort",
    "Unfit",
    "Warned",
    "Weekday",
    "WordList",
    "Writer",
    "add_reason",
    "add_shift",
    "addresses",
    "all_in_words",
    "answer_appeal",
    "answer_flags",
    "answer_offer",
    "appeal",
    "appeal_address",
    "ask_outside",
    "ask_second_opinions",
    "chosen",
    "claim",
    "claimable",
    "close_months",
    "comment_decided",
    "comment_markup",
    "correct_name",
    "cut_passage",
    "decide",
    "decide_together",
    "draft_of",
    "edit_comment",
    "editable_until",
    "end_exemption",
    "end_shift",
    "end_streams",
    "erase_under",
    "exempt",
    "feature",
    "figures",
    "find_words",
    "find_writer",
    "findings_in_words",
    "first_part",
    "flag",
    "flags_of",
    "floods",
    "forget_what_is_over",
    "forget_words",
    "form_markup",
    "held_under",
    "hide_comment",
    "in_numbers",
    "in_other_order",
    "in_remit",
    "index_words",
    "is_alone",
    "is_by",
    "is_discussed",
    "json",
    "keep_comment",
    "like",
    "likes_words",
    "list_sheet",
    "list_sheets",
    "look_for",
    "may_correct",
    "may_decide",
    "measure_writer",
    "measures_on",
    "move_back",
    "move_reason",
    "move_thread",
    "networks_behind",
    "offer_correction",
    "openness_now",
    "own_markup",
    "page",
    "pin",
    "post_comment",
    "processed",
    "publish_comment",
    "published_by",
    "put_back",
    "reasons",
    "refuse_appeal",
    "refuse_other_sections",
    "refusing",
    "reopens_at",
    "reorder",
    "retire_reason",
    "script_words",
    "settle_flags",
    "settle_flood",
    "sheet_at",
    "sheet_markup",
    "sheets_showing",
    "shut_thread",
    "staff_discussions",
    "state_words",
    "submission_of",
    "sweep_drafts",
    "take_in_comments",
    "take_in_discussions",
    "thread_sheet",
    "undo",
    "undo_settlement",
    "unlike",
    "wants_json",
    "where",
    "why_not_answer",
    "why_removed",
    "withdraw_comment",
    "word_reason",
    "writer_behind",
    "writers_of",
    "wrote",
]
