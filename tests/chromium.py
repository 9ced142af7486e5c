"""Debian's Chromium, driven by Playwright, which waits as long as all tests do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import PATIENCE

_PATIENCE = PATIENCE * 1000  # milliseconds
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def a_browser() -> Iterator[Any]:
    """Started once for a folder of tests; Playwright's loop must not outlive it, other tests use the database."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=_PATIENCE)
        yield _Patient(browser)
        browser.close()


class _Patient:
    """The browser, whose contexts and pages wait long."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def new_context(self, **options: Any) -> Any:
        return self._longer(self._browser.new_context(**options))

    def new_page(self, **options: Any) -> Any:
        return self._longer(self._browser.new_page(**options))

    @staticmethod
    def _longer(one: Any) -> Any:
        one.set_default_timeout(_PATIENCE)
        return one
