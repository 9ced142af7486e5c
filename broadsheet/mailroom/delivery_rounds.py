"""The mailroom's rounds: read the ledger, tell moderators, send what is due. One at a time, whichever machine it is on."""

from __future__ import annotations

import time
from functools import lru_cache

from broadsheet.kit import alone
from broadsheet.mailroom.enqueueing import LINES, gather
from broadsheet.mailroom.sending import Postman
from broadsheet.mailroom.staff_alerts import tell_moderators

_READ_EVERY = 3.0  # seconds between two looks at the ledger: each ends with a commit, and posting has one a comment
_LOOK_EVERY = 20.0  # seconds between two looks at what waits


class _Looked:
    """When, in monotonic seconds."""

    at_ledger = 0.0
    at_waiting = 0.0


def run_once(*, seconds: float = 3.0, at_once: bool = False) -> int:
    """Write the rows of new letters and send what is due, for about so many seconds; gives what was read and sent.

    To be called again and again by one thread of the worker. A mail server that does not answer costs one attempt, then a
    growing pause. `at_once` looks at everything now.
    """
    with alone("mail") as mine:
        if not mine:
            return 0
        done, now = 0, time.monotonic()
        if at_once or now > _Looked.at_ledger + _READ_EVERY:
            done = gather()
            _Looked.at_ledger = 0.0 if done == LINES else now
        if at_once or now > _Looked.at_waiting + _LOOK_EVERY:
            _Looked.at_waiting = now
            done += tell_moderators()
        return done + postman().send_due(seconds, at_once=at_once)


@lru_cache(maxsize=1)
def postman() -> Postman:
    """The one of this process: it remembers how the mail server is."""
    return Postman()
