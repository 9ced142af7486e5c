"""What the press's tests share: reading printed files, and a press that was started again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.press import reprinting, sheets


@pytest.fixture
def sheet(printed: Path) -> Callable[[str], str]:
    """Reads what is printed at an address, an empty string when nothing is."""

    def read(address: str) -> str:
        path = sheets.file_of(address)
        return path.read_text() if path.exists() else ""

    return read


@pytest.fixture
def restart() -> Callable[[], None]:
    """Lets the press forget what it kept in memory, as a new process would."""
    return reprinting._press.cache_clear


@pytest.fixture
def run(printed: Path) -> Callable[[], int]:
    """Lets the press work until nothing waits."""
    return lambda: reprinting.run_once(at_once=True)
