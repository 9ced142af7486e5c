"""axe-core at WCAG 2.2 AA on every page of ours, by daylight and by lamplight."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ROOT
from tests.contact_sheets.browser import Visitor
from tests.contact_sheets.pages import PAGES, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OURS = [page for page in PAGES if page.group in {"readers", "sign-in", "desk"} and "/newsroom/" not in page.address]

pytestmark = [
    pytest.mark.xdist_group("look"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci"),
]


@pytest.mark.parametrize("page", OURS, ids=str)
def test_axe_finds_nothing(visitor: Visitor, page: Page) -> None:
    window, _address = visitor.open(page, 1280)
    assert _faults(window) == []
    window.emulate_media(color_scheme="dark")
    assert _faults(window, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}) == []


def _faults(window: Any, what: dict[str, Any] = EVERYTHING) -> list[str]:
    window.evaluate(AXE.read_text())
    found = window.evaluate("what => axe.run(document, {runOnly: what})", what)
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
