"""Comments as rows: their states, counts, fields made fit to be kept, who wrote them, search, and bulk import. The text of a
held, spam or removed comment is never given out for printing. The room refuses fields that cannot be kept, and knows no rule of
the newsroom.
"""

from broadsheet.comments.authorship import is_by, is_one_of, writer_key, written_by
from broadsheet.comments.bulk_import import Contribution, take_in_comments, take_in_discussions
from broadsheet.comments.changing_state import change_from, change_state
from broadsheet.comments.choices import Grievance, Side, State
from broadsheet.comments.cleaning_fields import (
    MOST_LETTERS_OF_A_NAME,
    digest_of,
    few_marks,
    fit_email,
    fit_name,
    fit_website,
    fit_words,
)
from broadsheet.comments.comment_pace import pace_pressing, pace_writing
from broadsheet.comments.comments_by_person import (
    claim,
    claimable,
    comments_of_writer,
    guests_named_lately,
    guests_under_address,
    published_by,
    writers_of,
)
from broadsheet.comments.counts import count_new, count_reply, take, take_all
from broadsheet.comments.inserting import insert
from broadsheet.comments.models import Comment, Discussion, Finding, Mention
from broadsheet.comments.refusals import Barred, Closed, Duplicate, TooShort, Warned
from broadsheet.comments.search_index import find_words, forget_words, index_words
from broadsheet.comments.totals import count_held_and_spam, oldest_held_by_section

__all__ = [
    "MOST_LETTERS_OF_A_NAME",
    "Barred",
    "Closed",
    "Comment",
    "Contribution",
    "Discussion",
    "Duplicate",
    "Finding",
    "Grievance",
    "Mention",
    "Side",
    "State",
    "TooShort",
    "Warned",
    "change_from",
    "change_state",
    "claim",
    "claimable",
    "comments_of_writer",
    "count_held_and_spam",
    "count_new",
    "count_reply",
    "digest_of",
    "few_marks",
    "find_words",
    "fit_email",
    "fit_name",
    "fit_website",
    "fit_words",
    "forget_words",
    "guests_named_lately",
    "guests_under_address",
    "index_words",
    "insert",
    "is_by",
    "is_one_of",
    "oldest_held_by_section",
    "pace_pressing",
    "pace_writing",
    "published_by",
    "take",
    "take_all",
    "take_in_comments",
    "take_in_discussions",
    "writer_key",
    "writers_of",
    "written_by",
]
