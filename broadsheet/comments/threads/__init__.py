"""The order of a discussion and its pages: sort keys, the pages of a thread, which page shows a comment, splitting long threads.
It refuses to load more rows than one page shows.
"""

from broadsheet.comments.threads.page_addresses import PageLookups, list_sheets, sheet_at, sheets_showing, where
from broadsheet.comments.threads.paginating import split_if_long
from broadsheet.comments.threads.reordering import Placed, put_in_order, standing_in, write_order
from broadsheet.comments.threads.sort_keys import place_of
from broadsheet.comments.threads.thread_pages import Sheet, Shown, first_part, in_other_order, in_reply_to
from broadsheet.comments.threads.thread_queries import chosen

__all__ = [
    "PageLookups",
    "Placed",
    "Sheet",
    "Shown",
    "chosen",
    "first_part",
    "in_other_order",
    "in_reply_to",
    "list_sheets",
    "place_of",
    "put_in_order",
    "sheet_at",
    "sheets_showing",
    "split_if_long",
    "standing_in",
    "where",
    "write_order",
]
