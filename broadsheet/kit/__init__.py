"""The kit: what every room uses and no newspaper is needed for. Sanitised markup, files written by rename and never replaced by
older ones, guarded fetching, rate limits, HTTP answers, e-mail and caches. It refuses to know what a story or a comment is.
"""

from broadsheet.kit.cleaning import clean_comment, clean_story, count_links
from broadsheet.kit.data_subject import DataSubject
from broadsheet.kit.files import edition_of, remove_whole, replace_whole, write_plain, write_whole
from broadsheet.kit.http_answers import (
    answering_refusals,
    fields_of,
    json,
    page,
    refuse,
    refusing,
    speaking_to,
    wants_json,
)
from broadsheet.kit.locks import alone, in_turn
from broadsheet.kit.mailing import Email, mail_connection, send_email
from broadsheet.kit.privacy_facts import Fact
from broadsheet.kit.private_responses import private
from broadsheet.kit.process_caches import process_cache, register
from broadsheet.kit.rate_limits import allow, give_back, prolong, sweep
from broadsheet.kit.refusals import (
    Blocked,
    Decided,
    Gone,
    Missing,
    NotYours,
    Refusal,
    TooFast,
    TooLong,
    Unfit,
    Unknown,
)
from broadsheet.kit.request_cache import cache_for_request, cached_in_request
from broadsheet.kit.typesetting import MOST_BYTES, typeset

__all__ = [
    "MOST_BYTES",
    "Blocked",
    "DataSubject",
    "Decided",
    "Email",
    "Fact",
    "Gone",
    "Missing",
    "NotYours",
    "Refusal",
    "TooFast",
    "TooLong",
    "Unfit",
    "Unknown",
    "allow",
    "alone",
    "answering_refusals",
    "cache_for_request",
    "cached_in_request",
    "clean_comment",
    "clean_story",
    "count_links",
    "edition_of",
    "fields_of",
    "give_back",
    "in_turn",
    "json",
    "mail_connection",
    "page",
    "private",
    "process_cache",
    "prolong",
    "refuse",
    "refusing",
    "register",
    "remove_whole",
    "replace_whole",
    "send_email",
    "speaking_to",
    "sweep",
    "typeset",
    "wants_json",
    "write_plain",
    "write_whole",
]
