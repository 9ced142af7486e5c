"""Request-scoped cache: a question that one request or one print asks dozens of times is asked of the database once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from broadsheet.kit.process_caches import register

T = TypeVar("T")

_current: ContextVar[dict[Any, Any] | None] = ContextVar("request_cache", default=None)


def cached_in_request(key: Any, ask: Callable[[], T]) -> T:
    """The answer of `ask`; inside `cache_for_request` it is called once for each key, outside it every time.

    The answer is shared by everybody who asks for the same key, so callers must not change it.
    """
    cache = _current.get()
    if cache is None:
        return ask()
    if key not in cache:
        cache[key] = ask()
    found: T = cache[key]
    return found


@contextmanager
def cache_for_request(shared_for: float = 0) -> Iterator[None]:
    """Keep answers until the end of the block.

    With `shared_for`, requests of this process that begin within so many seconds share one cache, so an answer is at
    most that old when a request begins. A nested block joins the outer one.
    """
    if _current.get() is not None:
        yield
        return
    token = _current.set(_shared.current(shared_for) if shared_for else {})
    try:
        yield
    finally:
        _current.reset(token)


class _SharedCache:
    """The cache that requests of this process share. Everything in it was asked after it was begun, so nothing in it is
    older than the cache itself.
    """

    def __init__(self) -> None:
        self._state: tuple[float, dict[Any, Any]] = (0.0, {})  # until when, by the monotonic clock, and the answers
        register(self.clear)

    def current(self, seconds: float) -> dict[Any, Any]:
        """The shared answers; a new, empty dictionary where the former is `seconds` old. Threads may race: the loser's
        cache serves its own request alone.
        """
        until, answers = self._state
        if time.monotonic() >= until:
            answers = {}
            self._state = (time.monotonic() + seconds, answers)
        return answers

    def clear(self) -> None:
        self._state = (0.0, {})


_shared = _SharedCache()
