"""The worker: reads the ledger and does what follows from it, a little later than the readers' requests."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import close_old_connections, connections

from broadsheet import desk, discussion, kit, ledger, people, press, rights, screening, spam, stories
from broadsheet.kit import loops
from broadsheet.moderation import reports
from broadsheet.moderation.duty import staff_discussions
from broadsheet.spam import akismet
from broadsheet.worker.mail_thread import Carrier

_log = logging.getLogger("broadsheet.worker")
_PAUSE, _PAUSE_IN_A_FLOOD = 0.2, 3.0  # seconds between two looks at the ledger
_A_FLOOD = 100  # lines a second
_SELDOM = 15.0  # seconds
_AWAKE = 4.0  # seconds after the last write: the press prints fronts three seconds after the last time
_IDLE = 30.0  # seconds between two looks at what only a write can have changed, should one have been missed
_SET_PARENT_DEATH_SIGNAL, _SET_NAME = 1, 15  # prctl(2)


def work() -> None:
    """Print what changed, publish what is due, send letters, forget what is over; until SIGTERM or the parent's end."""
    leave_with_parent(b"broadsheet-work")
    os.nice(19)  # reading and posting come before printing
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(SystemExit(0)))
    carrier, tide = Carrier(), _Tide()
    duties, watch, awake, tidy = _duties(tide), loops.DatabaseWatch(), 0.0, False
    try:
        while True:
            if watch.moved():
                awake, tidy = time.monotonic() + _AWAKE, False
            if time.monotonic() < awake:
                carrier.wake()
            for duty in duties:
                duty.do_if_due(awake=time.monotonic() < awake)
            if not tidy and time.monotonic() > awake + _AWAKE:
                give_memory_back()
                tidy = True
            time.sleep(_PAUSE_IN_A_FLOOD if tide.high else _PAUSE)
    finally:
        carrier.end()


def _duties(tide: _Tide) -> list[_Duty]:
    """Everything the loop does, in order. Whatever waits for another site is aside: nothing keeps a page from being printed."""
    return [
        _Duty(press.run_once, 0, idle=_IDLE),
        _Duty(tide.look, 0, idle=_IDLE),
        _Duty(desk.run_once, 0.5, tide, idle=_IDLE),
        _Duty(_Aside(screening.ask_second_opinions).begin, 2, idle=_IDLE),
        _Duty(_Aside(screening.ask_outside).begin, 1, idle=_IDLE),
        _Duty(stories.publish_due, 15),
        _Duty(kit.sweep, 600),
        _Duty(people.sweep_codes, 600),
        _Duty(people.end_restrictions, 60),
        _Duty(spam.forget_networks, 600),
        _Duty(discussion.sweep_drafts, 600),
        _Duty(desk.delete_old_presence, 600),
        _Duty(desk.expire_new_writers, 60),
        _Duty(_Aside(people.look_at_ways).begin, 300),
        _Duty(_Aside(akismet.call_back).begin, 30),
        _Duty(staff_discussions, 60),
        _Duty(reports.close_months, 3600),
        _Duty(rights.forget_what_is_over, 600),
    ]


class _Tide:
    """How fast the ledger grows: in a flood the processors belong to those who post, and prints come every few seconds."""

    def __init__(self) -> None:
        self.high, self.line, self.when = False, 0, time.monotonic()

    def look(self) -> None:
        line, now = ledger.latest(), time.monotonic()
        self.high = bool(self.line) and line - self.line > _A_FLOOD * (now - self.when)
        self.line, self.when = line, now


class _Aside:
    """Something that waits for other sites: done beside the loop, never twice at once."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.do, self.hand = do, threading.Thread()

    def begin(self) -> None:
        if not self.hand.is_alive():
            self.hand = threading.Thread(target=self._work, daemon=True, name=self.do.__qualname__)
            self.hand.start()

    def _work(self) -> None:
        try:
            with loops.guarded(self.do.__qualname__):
                self.do()
        except Exception:
            _log.exception("%s failed and is tried again.", self.do.__qualname__)
        finally:
            connections.close_all()


class _Duty:
    """Something done every so many seconds; what goes wrong is recorded and the loop goes on."""

    def __init__(
        self, do: Callable[[], object], every: float, tide: _Tide | None = None, *, idle: float | None = None
    ) -> None:
        """With a `tide`, while that is high, only every fifteen seconds: whoever posts does not wait for it.

        With `idle`, only every so many seconds while nobody writes to the database and it found nothing to do.
        """
        self.do, self.every, self.tide = do, every, tide
        self.idle = every if idle is None else idle
        self.last, self.wait, self.found = float("-inf"), 0.0, True

    def do_if_due(self, *, awake: bool = True) -> None:
        now = time.monotonic()
        usual = self.every if awake or self.found else self.idle
        if now < self.last + max(usual, self.wait):
            return
        high = self.tide is not None and self.tide.high
        self.last, self.wait = now, _SELDOM if high else 0.0
        try:
            with loops.guarded(self.do.__qualname__):
                self.found = bool(self.do())
                return
        except Exception:
            _log.exception("%s failed and is tried again.", self.do.__qualname__)
        self.wait = 2.0
        close_old_connections()


def give_memory_back() -> None:
    """What printing needed and is free now is the system's again (malloc_trim(3)); elsewhere than on glibc it stays."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def leave_with_parent(name: bytes) -> None:
    """Ask Linux to end this process with its parent, so that a killed parent leaves nobody serving old code.

    `name` (15 bytes at most) is what `ps` and `top` show.
    """
    try:
        prctl = ctypes.CDLL(None).prctl
        prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        prctl(_SET_NAME, name)
    except (OSError, AttributeError):
        _log.info("This system cannot tie a process to its parent.")
