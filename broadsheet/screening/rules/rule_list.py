"""The rules, in the order in which they are asked. A new one is a file copied from its neighbour, and its name in one of these lists."""

from __future__ import annotations

from broadsheet.screening.rules import (
    closed,
    length,
    links,
    names,
    new_writer,
    pace,
    repeated,
    restricted,
    spam_filter,
    trust,
    webhook,
    words,
)
from broadsheet.screening.rules.context import Rule

# Asked before anybody waits for the database, and within the transaction.
ADMITTING: tuple[Rule, ...] = (length.RULE, names.RULE, closed.RULE)
WEIGHING: tuple[Rule, ...] = (
    pace.RULE,
    repeated.RULE,
    words.RULE,
    links.RULE,
    new_writer.RULE,
    restricted.RULE,
    trust.RULE,
    spam_filter.RULE,
    webhook.RULE,
)
RULES = (*ADMITTING, *WEIGHING)
BY_NAME = {rule.name: rule for rule in RULES}
