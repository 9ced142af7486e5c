"""The worker's second thread: it sends e-mails about accounts and runs the mailroom, so that no mail server, however slow, keeps a page from being printed."""

from __future__ import annotations

import logging
import threading

from django.db import connection

from broadsheet import mailroom, people

_log = logging.getLogger("broadsheet.mail")
_PAUSE, _PAUSE_AFTER_A_FAULT = 20.0, 5.0  # seconds; a write to the database ends the first
_AFTER_A_WRITE = 1.0  # seconds between two looks while there are writes
_AT_A_TIME = 1.0  # seconds of sending between two looks at the ledger
_GOODBYE = 10.0  # seconds that the letter under way may take


class Carrier:
    """Runs until told to end; what goes wrong is recorded and it goes on."""

    def __init__(self) -> None:
        self._over, self._written = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._carry, name="letters", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Somebody wrote to the database: look soon."""
        self._written.set()

    def end(self) -> None:
        """Let the letter under way be finished, so that it is not sent again."""
        self._over.set()
        self._written.set()
        self._thread.join(_GOODBYE)

    def _rest(self, pause: float) -> bool:
        """As long, or until a write and a second; gives whether it is over."""
        if self._over.wait(min(pause, _AFTER_A_WRITE)):
            return True
        self._written.wait(max(pause - _AFTER_A_WRITE, 0))
        self._written.clear()
        return self._over.is_set()

    def _carry(self) -> None:
        pause = 0.0
        while not self._rest(pause):
            try:
                sent = people.send_account_emails() + mailroom.run_once(seconds=_AT_A_TIME)
                pause = 0.0 if sent else _PAUSE
            except Exception:
                _log.exception("The mailroom failed and tries again.")
                connection.close()
                pause = _PAUSE_AFTER_A_FAULT
        connection.close()
