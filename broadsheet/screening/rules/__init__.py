"""The rules of the site, in the order in which they are asked. A new one is a file copied from its neighbour and its name in
`rule_list.py`. A rule refuses a comment with a sentence for its writer, or says why it waits.
"""

from broadsheet.screening.rules.backtest import replay
from broadsheet.screening.rules.closed import gone, refuse_when_closed, refuse_when_shut
from broadsheet.screening.rules.context import Option, Rule
from broadsheet.screening.rules.names import refuse_reserved_name
from broadsheet.screening.rules.pipeline import admit, case_of, refuse_last, weigh
from broadsheet.screening.rules.rule_history import (
    change_rule,
    chosen_options,
    drop_list,
    keep_list,
    new_secret,
    setting_of,
)
from broadsheet.screening.rules.rule_list import BY_NAME, RULES
from broadsheet.screening.rules.rule_settings import book_of
from broadsheet.screening.rules.word_lists import LIST_DOES, MOST_LETTERS, MOST_WORDS, entries, ready

__all__ = [
    "BY_NAME",
    "LIST_DOES",
    "MOST_LETTERS",
    "MOST_WORDS",
    "RULES",
    "Option",
    "Rule",
    "admit",
    "book_of",
    "case_of",
    "change_rule",
    "chosen_options",
    "drop_list",
    "entries",
    "gone",
    "keep_list",
    "new_secret",
    "ready",
    "refuse_last",
    "refuse_reserved_name",
    "refuse_when_closed",
    "refuse_when_shut",
    "replay",
    "setting_of",
    "weigh",
]
