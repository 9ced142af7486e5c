"""The kit: what knows no newspaper. Safe markup out of what readers and exports hold, files that are whole or absent
and never older than before, guarded fetching, and pacing. It refuses to know what a story or a comment is.
"""

from broadsheet.kit.cleaning import clean_comment, clean_story, count_links
from broadsheet.kit.fetching import Fetched, Unfetched, fetch
from broadsheet.kit.files import edition_of, remove_whole, write_plain, write_whole
from broadsheet.kit.pacing import allow, sweep
from broadsheet.kit.turns import in_turn
from broadsheet.kit.typesetting import MOST_BRACKETS, MOST_BYTES, Unfit, typeset

__all__ = [
    "MOST_BRACKETS",
    "MOST_BYTES",
    "Fetched",
    "Unfetched",
    "Unfit",
    "allow",
    "clean_comment",
    "clean_story",
    "count_links",
    "edition_of",
    "fetch",
    "in_turn",
    "remove_whole",
    "sweep",
    "typeset",
    "write_plain",
    "write_whole",
]
