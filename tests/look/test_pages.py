"""Every page answers as it should, asks for nothing that is not there, and fits its window, wide and narrow."""

from __future__ import annotations

import pytest

from tests.contact_sheets.browser import Visitor
from tests.contact_sheets.pages import PAGES, Page

pytestmark = pytest.mark.xdist_group("look")


WIDTHS = [1280, 375]
NARROWEST = 320  # for pages that are all our own; Wagtail's editor is made for 360 and more


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_nothing_is_wrong_with_a_page(visitor: Visitor, page: Page) -> None:
    widths = WIDTHS if page.group == "newsroom" else [*WIDTHS, NARROWEST]
    visits = visitor.visit(page, schemes=["light"], widths=widths)
    assert [f"{visit.view.width} px: {problem}" for visit in visits for problem in visit.problems] == []
