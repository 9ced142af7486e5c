"""The discussion: comments, likes, flags, the order of a thread, how a discussion is cut into sheets, and the living
addresses where readers write. Everything a reader causes ends in one line of the ledger, in the same transaction. The
room refuses to let the text of a held, spam or removed comment out to anybody but its writer and staff, and prints nothing.
"""

from broadsheet.discussion.answering import json, page, refusing, wants_json
from broadsheet.discussion.confirming import keep_comment
from broadsheet.discussion.deciding import comment_decided, decide, hide_comment, publish_comment, undo
from broadsheet.discussion.deciding_together import decide_together
from broadsheet.discussion.drafting import draft_of, sweep_drafts
from broadsheet.discussion.editing import edit_comment, editable_until, withdraw_comment
from broadsheet.discussion.finding import is_discussed
from broadsheet.discussion.flagging import flag
from broadsheet.discussion.flooding import Flood, floods, settle_flood, undo_settlement
from broadsheet.discussion.following import end_streams
from broadsheet.discussion.forms import form_markup
from broadsheet.discussion.keeping import addresses, correct_name, erase_under, held_under, wrote
from broadsheet.discussion.liking import like, unlike
from broadsheet.discussion.models import (
    Comment,
    Decision,
    Discussion,
    Finding,
    Flag,
    Like,
    Mention,
    Part,
    Reason,
    Settlement,
    Side,
    State,
)
from broadsheet.discussion.owning import is_by
from broadsheet.discussion.persons import claim, claimable, published_by, writers_of
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.processing import processed
from broadsheet.discussion.refusals import (
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
    Unfit,
)
from broadsheet.discussion.retaining import forget_what_is_over
from broadsheet.discussion.searching import find_words, forget_words, index_words
from broadsheet.discussion.second_opinions import ask_second_opinions
from broadsheet.discussion.sheets import Look, list_sheets, sheet_at, sheets_showing, where
from broadsheet.discussion.showing import comment_markup, likes_words, own_markup, sheet_markup
from broadsheet.discussion.taking_in import Contribution, reorder, take_in_comments, take_in_discussions
from broadsheet.discussion.threads import Sheet, Shown, first_part, in_other_order, list_sheet, thread_sheet
from broadsheet.discussion.wording import script_words

__all__ = [
    "Closed",
    "Comment",
    "Contribution",
    "Decided",
    "Decision",
    "Discussion",
    "Duplicate",
    "Finding",
    "Flag",
    "Flood",
    "Gone",
    "Like",
    "Look",
    "Mention",
    "Missing",
    "NotYours",
    "Part",
    "Reason",
    "Refusal",
    "Settlement",
    "Sheet",
    "Shown",
    "Side",
    "State",
    "TooFast",
    "TooLate",
    "TooLong",
    "Unfit",
    "addresses",
    "ask_second_opinions",
    "claim",
    "claimable",
    "comment_decided",
    "comment_markup",
    "correct_name",
    "decide",
    "decide_together",
    "draft_of",
    "edit_comment",
    "editable_until",
    "end_streams",
    "erase_under",
    "find_words",
    "first_part",
    "flag",
    "floods",
    "forget_what_is_over",
    "forget_words",
    "form_markup",
    "held_under",
    "hide_comment",
    "in_other_order",
    "index_words",
    "is_by",
    "is_discussed",
    "json",
    "keep_comment",
    "like",
    "likes_words",
    "list_sheet",
    "list_sheets",
    "own_markup",
    "page",
    "post_comment",
    "processed",
    "publish_comment",
    "published_by",
    "refusing",
    "reorder",
    "script_words",
    "settle_flood",
    "sheet_at",
    "sheet_markup",
    "sheets_showing",
    "sweep_drafts",
    "take_in_comments",
    "take_in_discussions",
    "thread_sheet",
    "undo",
    "undo_settlement",
    "unlike",
    "wants_json",
    "where",
    "withdraw_comment",
    "writers_of",
    "wrote",
]
