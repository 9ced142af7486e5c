"""The discussion: comments, likes, flags, the order of a thread, how a discussion is cut into sheets, and the living
addresses where readers write. Everything a reader causes ends in one line of the ledger, in the same transaction. The
room refuses to let the text of a held, spam or removed comment out to anybody but its writer and staff, and prints nothing.
"""

from broadsheet.discussion.answering import json, page, refusing, wants_json
from broadsheet.discussion.asking_outside import ask_outside
from broadsheet.discussion.deciding import decide, hide_comment, publish_comment, undo
from broadsheet.discussion.drafting import draft_of, sweep_drafts
from broadsheet.discussion.editing import edit_comment, editable_until, withdraw_comment
from broadsheet.discussion.finding import is_discussed
from broadsheet.discussion.flagging import flag
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
    Side,
    State,
)
from broadsheet.discussion.owning import is_by
from broadsheet.discussion.persons import claim, claimable, published_by, writers_of
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.processing import processed
from broadsheet.discussion.reasons import all_in_words, findings_in_words
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
from broadsheet.discussion.retaining import forget_what_is_over
from broadsheet.discussion.rules.models import RuleChange, WordList
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
    "Barred",
    "Closed",
    "Comment",
    "Contribution",
    "Decided",
    "Decision",
    "Discussion",
    "Duplicate",
    "Finding",
    "Flag",
    "Gone",
    "Like",
    "Look",
    "Mention",
    "Missing",
    "NotYours",
    "Part",
    "Reason",
    "Refusal",
    "RuleChange",
    "Sheet",
    "Shown",
    "Side",
    "State",
    "TooFast",
    "TooLate",
    "TooLong",
    "TooShort",
    "Unfit",
    "Warned",
    "WordList",
    "Writer",
    "addresses",
    "all_in_words",
    "ask_outside",
    "ask_second_opinions",
    "claim",
    "claimable",
    "comment_markup",
    "correct_name",
    "decide",
    "draft_of",
    "edit_comment",
    "editable_until",
    "end_streams",
    "erase_under",
    "find_writer",
    "findings_in_words",
    "first_part",
    "flag",
    "forget_what_is_over",
    "form_markup",
    "held_under",
    "hide_comment",
    "in_numbers",
    "in_other_order",
    "is_by",
    "is_discussed",
    "json",
    "like",
    "likes_words",
    "list_sheet",
    "list_sheets",
    "look_for",
    "measure_writer",
    "measures_on",
    "networks_behind",
    "own_markup",
    "page",
    "post_comment",
    "processed",
    "publish_comment",
    "published_by",
    "refusing",
    "reorder",
    "script_words",
    "sheet_at",
    "sheet_markup",
    "sheets_showing",
    "sweep_drafts",
    "take_in_comments",
    "take_in_discussions",
    "thread_sheet",
    "undo",
    "unlike",
    "wants_json",
    "where",
    "withdraw_comment",
    "writer_behind",
    "writers_of",
    "wrote",
]
