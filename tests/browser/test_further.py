"""Further sheets are loaded in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Talk, until

Open = Callable[..., Any]
_MANY = """
from broadsheet.people import Reader
for number in range({threads}):
    post_comment(story, name="Bo", text=f"Thread {{number}}.", reader=Reader(guest=f"{{number:032x}}"))
first = Comment.objects.filter(story=story).order_by("pk").first()
for number in range({replies}):
    post_comment(story, name="Bo", text=f"Reply {{number}}.", parent=first, reader=Reader(guest=f"{{number:032x}}"))
print(first.pk)
"""


def test_further_sheets_load_in_place_and_in_order(talk: Talk, reader: Open) -> None:
    talk.staff(_MANY.format(threads=60, replies=0))
    talk.printed("Thread 19.")
    talk.printed("Thread 59.", "comments/oldest/3/")
    page = reader(talk.url)
    shown = page.locator("article.comment").count()
    assert shown < 60
    while page.locator(".further a[rel=next]").count():
        page.locator(".further a[rel=next]").click()
        until(page, f"document.querySelectorAll('article.comment').length > {shown}")
        until(page, f"document.activeElement === document.querySelectorAll('article.comment')[{shown}]")
        shown = page.locator("article.comment").count()
    expect(page.locator("article.comment .e-content")).to_have_text([f"Thread {number}." for number in range(60)])
    expect(page).to_have_url(talk.url)


def test_more_replies_load_in_place_and_in_order(talk: Talk, reader: Open) -> None:
    first = int(talk.staff(_MANY.format(threads=2, replies=30)))
    talk.printed("more replies")
    talk.printed("Reply 29.", f"thread/{first}/")
    page = reader(talk.url)
    page.locator(".more a").click()
    page.get_by_text("Reply 29.").wait_for()
    expect(page.locator("article.comment .e-content")).to_have_text(
        ["Thread 0.", *(f"Reply {number}." for number in range(30)), "Thread 1."]
    )
    expect(page.locator(".more")).to_have_count(0)
    expect(page).to_have_url(talk.url)


def test_newest_first_goes_on_downwards(talk: Talk, reader: Open) -> None:
    talk.staff(_MANY.format(threads=60, replies=0))
    talk.printed("Thread 59.", "comments/newest/")
    page = reader(f"{talk.url}comments/newest/")
    while page.locator(".further a[rel=next]").count():
        shown = page.locator("article.comment").count()
        page.locator(".further a[rel=next]").click()
        until(page, f"document.querySelectorAll('article.comment').length > {shown}")
    expect(page.locator("article.comment .e-content")).to_have_text(
        [f"Thread {number}." for number in reversed(range(60))]
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_sheet_that_cannot_be_fetched_is_a_link(talk: Talk, reader: Open, script: bool) -> None:
    talk.staff(_MANY.format(threads=30, replies=0))
    talk.printed("Thread 29.", "comments/oldest/2/")
    page = reader(talk.url, java_script_enabled=script)
    if script:
        page.route(
            "**/comments/oldest/**",
            lambda route: route.continue_() if route.request.is_navigation_request() else route.abort(),
        )
    page.locator(".further a[rel=next]").click()
    page.wait_for_url("**/comments/oldest/1/*")
