"""The discussion: comments, likes, flags, the order of a thread, how a discussion is cut into sheets, and the living
addresses where readers write. Everything a reader causes ends in one line of the ledger, in the same transaction. The
room refuses to let the text of a held, spam or removed comment out to anybody but its writer and staff, and prints nothing.
"""

from broadsheet.discussion.forms import form_markup
from broadsheet.discussion.models import Comment, Discussion, Flag, Like, Mention, Part, State
from broadsheet.discussion.moderating import hide_comment, publish_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.sheets import list_sheets, sheet_at, sheets_showing, where
from broadsheet.discussion.showing import comment_markup, likes_words, own_markup, sheet_markup
from broadsheet.discussion.threads import Sheet, Shown, first_part, list_sheet, thread_sheet

__all__ = [
    "Comment",
    "Discussion",
    "Flag",
    "Like",
    "Mention",
    "Part",
    "Sheet",
    "Shown",
    "State",
    "comment_markup",
    "first_part",
    "form_markup",
    "hide_comment",
    "likes_words",
    "list_sheet",
    "list_sheets",
    "own_markup",
    "post_comment",
    "publish_comment",
    "sheet_at",
    "sheet_markup",
    "sheets_showing",
    "thread_sheet",
    "where",
]
