"""Narrow screens bear whatever the newsroom and its readers write; `test_pages.py` visits every page on one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contact_sheets.site import Newspaper

pytestmark = pytest.mark.xdist_group("look")

# Dots that begin a line of facts stand outside and are clipped away.
_BESIDE = """() => [...document.querySelectorAll('html, body *:not(.skip)')]
    .map(one => [one.getBoundingClientRect(), one.matches('.card .meta *') ? 16 : 1, one])
    .filter(([box, beyond]) => box.right > innerWidth + beyond || box.left < -beyond)
    .map(([box, beyond, one]) => one.outerHTML.slice(0, 120)).slice(0, 5)"""
_OUT_OF_CARD = """() => [...document.querySelectorAll('.card *')]
    .filter(one => one.getBoundingClientRect().right > one.closest('.card').getBoundingClientRect().right + (one.matches('.meta *') ? 16 : 1))
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_front_bears_long_headlines_and_long_names(paper: Newspaper, chromium: Any, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(paper.site.address)
    page.evaluate(
        """() => {
            document.querySelectorAll('h2 a').forEach(one => one.textContent = 'Counterbalance of the drawbridge '.repeat(5))
            document.querySelectorAll('.p-author, .standfirst').forEach(one => one.textContent = 'B'.repeat(80))
        }"""
    )
    assert page.evaluate(_BESIDE) == []
    assert page.evaluate(_OUT_OF_CARD) == []
    page.close()


def test_the_sixth_level_keeps_a_readable_measure(paper: Newspaper, chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{paper.site.address}{paper.things['deep']}thread/{paper.things['deep_thread']}/")
    widths = page.evaluate("[...document.querySelectorAll('.comment')].map(one => one.getBoundingClientRect().width)")
    assert len(widths) > 8 and min(widths) > 225
    page.close()
