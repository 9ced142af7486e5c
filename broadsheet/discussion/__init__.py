"""The discussion: comments, likes, flags, the order of a thread, how a discussion is cut into sheets, and the living
addresses where readers write. Everything a reader causes ends in one line of the ledger, in the same transaction. The
room refuses to let the text of a held, spam or removed comment out to anybody but its writer and staff, and prints nothing.
"""

from broadsheet.discussion.comment_form import form_markup
from broadsheet.discussion.drafts import draft_of, sweep_drafts
from broadsheet.discussion.editing import edit_comment, editable_until, withdraw_comment
from broadsheet.discussion.lookup import is_discussed
from broadsheet.discussion.markup import comment_markup, likes_words, own_markup, sheet_markup
from broadsheet.discussion.personal_data import addresses, correct_name, erase_under, held_under, wrote
from broadsheet.discussion.privacy_notice import processed
from broadsheet.discussion.retention import forget_what_is_over
from broadsheet.discussion.script_strings import script_words
from broadsheet.discussion.staff_answer import answer_as_staff

__all__ = [
    "addresses",
    "answer_as_staff",
    "comment_markup",
    "correct_name",
    "draft_of",
    "edit_comment",
    "editable_until",
    "erase_under",
    "forget_what_is_over",
    "form_markup",
    "held_under",
    "is_discussed",
    "likes_words",
    "own_markup",
    "processed",
    "script_words",
    "sheet_markup",
    "sweep_drafts",
    "withdraw_comment",
    "wrote",
]
