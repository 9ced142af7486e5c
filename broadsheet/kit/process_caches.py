"""Everything that a process keeps in memory beyond one request is registered here, so that one call forgets it all."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_resets: list[Callable[[], Any]] = []


def register(reset: Callable[[], Any]) -> Callable[[], Any]:
    """Call `reset` whenever all caches are reset. Gives it back, so that it can be a decorator."""
    _resets.append(reset)
    return reset


def process_cache(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """`functools.lru_cache` of at most `most` answers, registered here.

    What the function gives must depend on its arguments alone, or a changed argument must go with every change.
    """

    def around(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=most)(cast(Callable[..., T], function))
        register(cached.cache_clear)
        return cast(Callable[P, T], cached)

    return around


def reset_all() -> None:
    """Leave the process as if it had just begun: what tests do between two of them."""
    for reset in _resets:
        reset()
