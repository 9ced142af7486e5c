"""How urgent a comment's review is, as a number of minutes: how long it waits, how many see it, how many flagged it.

Everything that waits grows older at the same pace, so urgency need not be updated as time passes: it is the minute since
which the comment waits, negated, plus minutes of waiting that flags and readers are worth.
"""

from __future__ import annotations

from datetime import datetime
from math import log2

_A_FLAG = 120  # minutes, for each
_A_DOUBLING = 60  # minutes, for each doubling of those who take part in the discussion
_SEEN_NOW = 720  # minutes, for what is public and flagged while it waits
_MERELY_DRAWN = -1440  # minutes, for what is public and only drawn at random, or by a new writer
_MOST_FLAGS = 20


def urgency_of(since: datetime, *, flags: int, readers: int, published: bool) -> int:
    """The greater, the more urgent. `since` is when it began to wait.

    `readers` stands for how many see it: comments and likes of the discussion, and the comment's own likes.
    """
    minutes = -int(since.timestamp() // 60)
    minutes += min(flags, _MOST_FLAGS) * _A_FLAG + int(log2(1 + readers) * _A_DOUBLING)
    if published:
        minutes += _SEEN_NOW if flags else _MERELY_DRAWN
    return minutes
