"""The kit: what knows no newspaper. Safe markup out of what readers and exports hold, files that are whole or absent
and never older than before, guarded fetching, pacing, and letters. It refuses to know what a story or a comment is.
"""

from broadsheet.kit.asking import once, remembering
from broadsheet.kit.cleaning import clean_comment, clean_story, count_links
from broadsheet.kit.facts import Fact
from broadsheet.kit.fetching import Fetched, Unfetched, fetch
from broadsheet.kit.files import edition_of, remove_whole, write_plain, write_whole
from broadsheet.kit.mailing import Letter, mail_connection, send_letter
from broadsheet.kit.pacing import allow, give_back, prolong, sweep
from broadsheet.kit.refusals import Blocked, Refusal, TooFast, Unfit
from broadsheet.kit.shielding import private
from broadsheet.kit.turns import alone, in_turn
from broadsheet.kit.typesetting import MOST_BRACKETS, MOST_BYTES, typeset
from broadsheet.kit.whose import Whose

__all__ = [
    "MOST_BRACKETS",
    "MOST_BYTES",
    "Blocked",
    "Fact",
    "Fetched",
    "Letter",
    "Refusal",
    "TooFast",
    "Unfetched",
    "Unfit",
    "Whose",
    "allow",
    "alone",
    "clean_comment",
    "clean_story",
    "count_links",
    "edition_of",
    "fetch",
    "give_back",
    "in_turn",
    "mail_connection",
    "once",
    "private",
    "prolong",
    "remembering",
    "remove_whole",
    "send_letter",
    "sweep",
    "typeset",
    "write_plain",
    "write_whole",
]
