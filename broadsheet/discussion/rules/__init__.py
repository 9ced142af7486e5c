"""The rules of the house, in the order in which they are asked. A new one is a file copied from its neighbour, and its
name in one of these lists.
"""

from __future__ import annotations

from broadsheet.discussion.rules import (
    closed,
    filter,  # noqa: A004 - this is what it is
    length,
    links,
    measures,
    names,
    new_writer,
    outside,
    pacing,
    repeated,
    trust,
    words,
)
from broadsheet.discussion.rules.book import book_of
from broadsheet.discussion.rules.case import Option, Rule
from broadsheet.discussion.rules.changing import change_rule, drop_list, keep_list, new_secret, setting_of
from broadsheet.discussion.rules.choosing import LIST_DOES, fit_list, fit_options
from broadsheet.discussion.rules.replaying import MOST, Trial, replay
from broadsheet.discussion.rules.wordlists import ready

# Asked before anybody waits for the database, and within the transaction.
ADMITTING: tuple[Rule, ...] = (length.RULE, names.RULE, closed.RULE)
WEIGHING: tuple[Rule, ...] = (
    pacing.RULE,
    repeated.RULE,
    words.RULE,
    links.RULE,
    new_writer.RULE,
    measures.RULE,
    trust.RULE,
    filter.RULE,
    outside.RULE,
)
RULES = (*ADMITTING, *WEIGHING)
BY_NAME = {rule.name: rule for rule in RULES}

__all__ = [
    "ADMITTING",
    "BY_NAME",
    "LIST_DOES",
    "MOST",
    "RULES",
    "WEIGHING",
    "Option",
    "Rule",
    "Trial",
    "book_of",
    "change_rule",
    "drop_list",
    "fit_list",
    "fit_options",
    "keep_list",
    "new_secret",
    "ready",
    "replay",
    "setting_of",
]
