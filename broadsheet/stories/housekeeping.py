"""The newsroom's own choices, as they stand now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

from broadsheet.stories.models import House

_kept: ContextVar[House | None] = ContextVar("house", default=None)


def house() -> House:
    """The one row of the house, made with its defaults when nobody has chosen yet."""
    return _kept.get() or cast(House, House.load())


@contextmanager
def read_house_once() -> Iterator[House]:
    """Within it the house is the one read at its beginning: dozens of questions about one sheet are one query."""
    read = cast(House, House.load())
    token = _kept.set(read)
    try:
        yield read
    finally:
        _kept.reset(token)
