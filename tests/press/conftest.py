"""What the press's tests share: reading printed files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.press import file_of


@pytest.fixture
def page(printed: Path) -> Callable[[str], str]:
    """The text printed at an address."""

    def read(address: str) -> str:
        return file_of(address).read_text()

    return read
