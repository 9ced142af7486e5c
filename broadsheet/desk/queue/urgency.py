"""How urgent something is: how long it waits, how many see it, how many flagged it. Later is compared with later.

All that waits grows older at the same pace, so nothing need be worked out anew as time passes: urgency is the minute
since which it waits, counted backwards, and whatever presses is minutes that it is taken to have waited besides.
"""

from __future__ import annotations

from datetime import datetime
from math import log2

_A_FLAG = 120  # minutes, for each
_A_DOUBLING = 60  # minutes, for each doubling of those who take part in the discussion
_SEEN_NOW = 720  # minutes, for what stands there flagged while it waits
_MERELY_DRAWN = -1440  # minutes, for what nobody but chance or a rule of thumb brought here
_MOST_FLAGS = 20


def urgency_of(since: datetime, *, flags: int, readers: int, published: bool) -> int:
    """The greater, the more urgent. `readers` are comments and likes of the discussion and the comment's own likes."""
    minutes = -int(since.timestamp() // 60)
    minutes += min(flags, _MOST_FLAGS) * _A_FLAG + int(log2(1 + readers) * _A_DOUBLING)
    if published:
        minutes += _SEEN_NOW if flags else _MERELY_DRAWN
    return minutes
