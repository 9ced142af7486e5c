"""The sample newspaper on a running site, with something on every page, seen in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.chromium import a_browser
from tests.contact_sheets.browser import Visitor
from tests.contact_sheets.site import Newspaper, newspaper

LANGUAGE = "en"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def paper(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    """One site for all tests here; `tests/contact_sheets` says what is on it."""
    with newspaper(tmp_path_factory.mktemp("paper"), [LANGUAGE]) as paper:
        paper.speak(LANGUAGE)
        yield paper


@pytest.fixture(scope="package")
def visitor(chromium: Any, paper: Newspaper) -> Iterator[Visitor]:
    """A window for every role."""
    visitor = Visitor(chromium, paper, LANGUAGE)
    yield visitor
    visitor.close()
