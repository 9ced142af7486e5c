"""Everything can be done by keyboard, with scripts and without."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.contact_sheets.site import Newspaper

pytestmark = pytest.mark.xdist_group("look")

_WHERE = "() => document.activeElement.outerHTML.slice(0, 160)"


@pytest.fixture
def story(paper: Newspaper, chromium: Any) -> Any:
    context = chromium.new_context(java_script_enabled=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(paper.site.address + paper.things["story"])
    yield page
    context.close()


def test_the_first_stop_leads_to_the_text(story: Any) -> None:
    story.keyboard.press("Tab")
    assert "skip" in story.evaluate(_WHERE)
    assert story.locator(".skip").bounding_box()["y"] >= 0
    story.keyboard.press("Enter")
    expect(story).to_have_url(re.compile("#main$"))
    story.keyboard.press("Tab")
    assert story.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_focus_is_always_seen_and_follows_the_page_down(story: Any) -> None:
    tops = []
    for _ in range(60):
        story.keyboard.press("Tab")
        seen = story.evaluate(
            "() => { const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();"
            " return [style.outlineStyle, parseFloat(style.outlineWidth), box.top + scrollY, box.left, box.bottom > 0] }"
        )
        assert seen[0] != "none" and seen[1] >= 2 and seen[4], story.evaluate(_WHERE)
        tops.append(seen[2])
    assert all(later > earlier - 60 for earlier, later in pairwise(tops))


def test_a_comment_is_written_by_keyboard(story: Any) -> None:
    story.focus("#write-text")
    story.keyboard.type("Written without a mouse.")
    story.keyboard.press("Tab")
    story.keyboard.type("Keys")
    story.keyboard.press("Tab")
    assert "summary" in story.evaluate(_WHERE)
    story.keyboard.press("Enter")
    story.keyboard.press("Tab")
    assert 'name="email"' in story.evaluate(_WHERE)
    for _ in range(5):
        story.keyboard.press("Tab")
    assert "button" in story.evaluate(_WHERE)
    story.keyboard.press("Enter")
    story.wait_for_selector("article.comment:has-text('Written without a mouse.')")
