"""The kit: what knows no newspaper. Safe markup out of what readers and exports hold, files that are whole or absent
and never older than before, guarded fetching, pacing, and letters. It refuses to know what a story or a comment is.
"""

from broadsheet.kit.cleaning import clean_comment, clean_story, count_links
from broadsheet.kit.data_subject import Whose
from broadsheet.kit.files import edition_of, remove_whole, write_plain, write_whole
from broadsheet.kit.guarded_fetch import Unfetched, fetch
from broadsheet.kit.http_answers import fields_of, json, page, refuse, refusing, wants_json
from broadsheet.kit.locks import alone, in_turn
from broadsheet.kit.mailing import Letter, mail_connection, send_letter
from broadsheet.kit.privacy_facts import Fact
from broadsheet.kit.private_responses import private
from broadsheet.kit.rate_limits import allow, give_back, prolong, sweep
from broadsheet.kit.refusals import (
    Blocked,
    Decided,
    Gone,
    Missing,
    NotYours,
    Refusal,
    TooFast,
    TooLate,
    TooLong,
    Unfit,
    Unknown,
)
from broadsheet.kit.request_cache import once, remembering
from broadsheet.kit.typesetting import MOST_BYTES, typeset

__all__ = [
    "MOST_BYTES",
    "Blocked",
    "Decided",
    "Fact",
    "Gone",
    "Letter",
    "Missing",
    "NotYours",
    "Refusal",
    "TooFast",
    "TooLate",
    "TooLong",
    "Unfetched",
    "Unfit",
    "Unknown",
    "Whose",
    "allow",
    "alone",
    "clean_comment",
    "clean_story",
    "count_links",
    "edition_of",
    "fetch",
    "fields_of",
    "give_back",
    "in_turn",
    "json",
    "mail_connection",
    "once",
    "page",
    "private",
    "prolong",
    "refuse",
    "refusing",
    "remembering",
    "remove_whole",
    "send_letter",
    "sweep",
    "typeset",
    "wants_json",
    "write_plain",
    "write_whole",
]
