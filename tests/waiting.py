"""Waiting for a condition, with a generous end: the machine may be busy with other things. Nothing here is a timing:
a test that passes has waited no longer than the condition took.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 240.0  # seconds, and then something is broken: with ten busy programs on two cores 120 were too few
_PAUSE = 0.02  # seconds between two looks


def wait_until(condition: Callable[[], object], what: str | Callable[[], str], seconds: float = PATIENCE) -> None:
    """Look again and again until the condition is true. `what` it was waited for, or a function that says so at the end.

    Raises AssertionError after so many seconds. The condition is looked at once more after the last moment: this process
    too may have been kept from running.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            if condition():
                return
            raise AssertionError(f"waited {seconds:.0f} s for {what if isinstance(what, str) else what()}")
        time.sleep(_PAUSE)


def wait_for_words(file: Path, words: str, seconds: float = PATIENCE) -> None:
    """Until the file is there and holds the words."""
    wait_until(
        lambda: file.exists() and words in file.read_text(),
        lambda: f"{words!r} in {file}, which {'has ' + _end_of(file) if file.exists() else 'is not there'}",
        seconds,
    )


@contextmanager
def ending_within(seconds: float) -> Iterator[None]:
    """What never ends, or almost, is ended after this process has worked so long; other programs' work does not count."""

    def end(number: int, frame: object) -> None:
        raise AssertionError(f"not at its end after {seconds:g} seconds of work")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _end_of(file: Path) -> str:
    return f"… {file.read_text()[-1000:]!r}"
