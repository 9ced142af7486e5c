"""What came before, as a rule that is tried out sees it."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.discussion.rules.case import Said


@dataclass(frozen=True)
class Past(Said):
    """A comment of the last days: `writer` tells writers apart, `stands` says that it is published, `rule` is its story's."""

    pk: int
    writer: str
    stands: bool
    rule: str
