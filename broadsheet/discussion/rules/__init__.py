"""The rules of the house, in the order in which they are asked. A new one is a file copied from its neighbour, and its
name in one of these lists.
"""

from __future__ import annotations

from broadsheet.discussion.rules import (
    closed,
    filter,  # noqa: A004 - this is what it is
    length,
    links,
    names,
    new_writer,
    pacing,
    repeated,
    trust,
)
from broadsheet.discussion.rules.case import Rule

# Asked before anybody waits for the database, and within the transaction.
ADMITTING: tuple[Rule, ...] = (length.RULE, names.RULE, closed.RULE)
WEIGHING: tuple[Rule, ...] = (
    pacing.RULE,
    repeated.RULE,
    links.RULE,
    new_writer.RULE,
    trust.RULE,
    filter.RULE,
)
RULES = (*ADMITTING, *WEIGHING)
BY_NAME = {rule.name: rule for rule in RULES}
