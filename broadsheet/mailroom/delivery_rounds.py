"""One round of the mailroom: read the ledger, alert moderators, send what is due. One process at a time on all machines."""

from __future__ import annotations

import time

from broadsheet.kit import alone, register
from broadsheet.mailroom.enqueueing import ENTRIES, enqueue_from_ledger
from broadsheet.mailroom.sending import MailSender
from broadsheet.mailroom.staff_alerts import alert_moderators

_READ_EVERY = 3.0  # seconds between two looks at the ledger: each ends with a commit, and posting has one a comment
_LOOK_EVERY = 20.0  # seconds between two looks at what waits


class Rounds:
    """The schedule of this process, in monotonic seconds, and its connection to the mail server."""

    def __init__(self) -> None:
        self.sender = MailSender()
        self.reset()

    def reset(self) -> None:
        """As in a process that has just begun."""
        self.read_at = 0.0
        self.looked_at = 0.0
        self.sender.reset()

    def run_once(self, *, seconds: float = 3.0, at_once: bool = False) -> int:
        """Enqueue new notifications and send what is due, for about so many seconds; returns what was read and sent.

        To be called repeatedly by one thread of the worker. A mail server that does not answer costs one attempt, then a
        growing pause. `at_once` does everything now, whatever the schedule says.
        """
        with alone("mail") as mine:
            if not mine:
                return 0
            done, now = 0, time.monotonic()
            if at_once or now > self.read_at + _READ_EVERY:
                done = enqueue_from_ledger()
                self.read_at = 0.0 if done == ENTRIES else now
            if at_once or now > self.looked_at + _LOOK_EVERY:
                self.looked_at = now
                done += alert_moderators()
            return done + self.sender.send_due(seconds, at_once=at_once)


rounds = Rounds()
run_once = rounds.run_once
register(rounds.reset)
