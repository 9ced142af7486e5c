"""Nothing scrolls sideways at 320 px, whatever readers wrote; what is pressed is large enough."""

from __future__ import annotations

from typing import Any

import pytest

from tests.look.conftest import PLAIN, Paper
from tests.look.test_accessibility import LIVING

# Dots that begin a line of facts stand outside and are clipped away.
_BESIDE = """() => [...document.querySelectorAll('html, body *:not(.skip)')]
    .map(one => [one.getBoundingClientRect(), one.matches('.card .meta *') ? 16 : 1, one])
    .filter(([box, beyond]) => box.right > innerWidth + beyond || box.left < -beyond)
    .map(([box, beyond, one]) => one.outerHTML.slice(0, 120)).slice(0, 5)"""
_OUT_OF_CARD = """() => [...document.querySelectorAll('.card *')]
    .filter(one => one.getBoundingClientRect().right > one.closest('.card').getBoundingClientRect().right + (one.matches('.meta *') ? 16 : 1))
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"""
_SMALL = """() => [...document.querySelectorAll('nav a, .comment footer *, button, input:not([type=hidden]), summary')]
    .map(one => [one.getBoundingClientRect(), one])
    .filter(([box, one]) => one.matches('a, button, input, summary') && box.height && box.height < 24 && one.type != 'checkbox')
    .map(([box, one]) => box.height + ' ' + one.outerHTML.slice(0, 100)).slice(0, 5)"""


@pytest.mark.parametrize("kind", [*PLAIN, *LIVING])
def test_nothing_scrolls_sideways_on_a_narrow_screen(paper: Paper, chromium: Any, kind: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    context.add_cookies(paper.cookies(kind))
    page = context.new_page()
    paper.open(page, kind)
    assert page.evaluate(_BESIDE) == []
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_front_bears_long_headlines_and_long_names(paper: Paper, chromium: Any, width: int) -> None:
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


@pytest.mark.parametrize("kind", ["front", "story", "further sheet", "reply"])
def test_what_is_pressed_is_24_pixels_high(paper: Paper, chromium: Any, kind: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    paper.open(page, kind)
    assert page.locator("nav a, button, summary").count() > 3
    assert page.evaluate(_SMALL) == []
    page.close()


def test_the_sixth_level_keeps_a_readable_measure(paper: Paper, chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    paper.open(page, "thread")
    widths = page.evaluate("[...document.querySelectorAll('.comment')].map(one => one.getBoundingClientRect().width)")
    assert len(widths) > 8 and min(widths) > 225
    page.close()
