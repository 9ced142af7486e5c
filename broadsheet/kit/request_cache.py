"""Asking once: dozens of questions about one sheet, or one request, are one question to the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_known: ContextVar[dict[Any, Any] | None] = ContextVar("known", default=None)
_lately: tuple[float, dict[Any, Any]] = (0.0, {})


def once(key: Any, ask: Callable[[], T]) -> T:
    """What `ask` says; within `remembering` it is asked once for each key. What is given is shared: change nothing in it."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    found: T = known[key]
    return found


@contextmanager
def remembering(at_most: float = 0) -> Iterator[None]:
    """Within it answers are remembered, with `at_most` those of others in this process for so many seconds, too.

    Inside another, it is the other's.
    """
    if _known.get() is not None:
        yield
        return
    token = _known.set(_of_lately(at_most) if at_most else {})
    try:
        yield
    finally:
        _known.reset(token)


def _of_lately(at_most: float) -> dict[Any, Any]:
    """All that is in it was asked after it was begun, so nothing is older than it is."""
    global _lately
    until, known = _lately
    if time.monotonic() >= until:
        known = {}
        _lately = (time.monotonic() + at_most, known)
    return known
