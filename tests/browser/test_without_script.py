"""Everything works without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Talk

Open = Callable[..., Any]


@pytest.fixture
def plain(reader: Open) -> Open:
    return lambda url: reader(url, java_script_enabled=False)


def _write(page: Any, text: str, name: str = "Cleo") -> None:
    page.fill("#write [name=name]", name)
    page.fill("#write [name=text]", text)
    page.locator("#write button").first.click()


def test_ones_own_comment_is_in_view_after_posting(talk: Talk, plain: Open) -> None:
    for number in range(8):
        talk.post(f"Number {number}.")
    talk.printed("Number 7.")
    page = plain(talk.url)
    _write(page, "My own.")
    comment = page.locator("article.comment", has_text="My own.")
    comment.wait_for()
    expect(page).to_have_url(re.compile("#comment-"))
    box = comment.bounding_box()
    assert box and 0 <= box["y"] < 700
    talk.printed("My own.")


def test_an_error_page_keeps_every_word(talk: Talk, plain: Open) -> None:
    page = plain(talk.url)
    page.locator("#write summary").click()
    page.fill("[name=website]", "javascript:cleo")
    page.check("[name=remember]")
    _write(page, "\nWords worth keeping.\n\n<b>& these</b>")
    expect(page.locator("#error-website")).not_to_be_empty()
    expect(page.locator("[name=website]")).to_have_attribute("aria-describedby", "error-website")
    expect(page.locator("[name=text]")).to_have_value("\nWords worth keeping.\n\n<b>& these</b>")
    expect(page.locator("[name=name]")).to_have_value("Cleo")
    expect(page.locator("[name=website]")).to_have_value("javascript:cleo")
    expect(page.locator("[name=remember]")).to_be_checked()
    page.fill("[name=website]", "https://cleo.example/")
    page.locator("#write button").first.click()
    page.locator("article.comment", has_text="Words worth keeping.").wait_for()


def test_a_reply_goes_under_what_it_answers(talk: Talk, plain: Open) -> None:
    first = talk.post("First.")
    talk.printed("First.")
    page = plain(talk.url)
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    page.get_by_text("First.").first.wait_for()
    _write(page, "An answer.")
    page.locator(f"li:has(> #comment-{first}) > ol > li > article", has_text="An answer.").wait_for()


def test_a_like_is_given_and_leads_back(talk: Talk, plain: Open) -> None:
    first = talk.post("Likable.")
    talk.printed("Likable.")
    page = plain(talk.url)
    page.locator(f"#comment-{first} button", has_text="Like").click()
    page.get_by_text("Like (1)").wait_for()
    talk.printed('<span class="likes">(1)</span>')
    page.locator("main a", has_text="Back").click()
    page.locator(f"#comment-{first} .likes", has_text="(1)").wait_for()


def test_the_writer_edits_and_withdraws(talk: Talk, plain: Open) -> None:
    page = plain(talk.url)
    _write(page, "Teh words.")
    comment = page.locator("article.comment", has_text="Teh words.")
    comment.locator("a", has_text="Edit").click()
    page.fill("[name=text]", "The words.")
    page.locator("main form button").first.click()
    comment = page.locator("article.comment", has_text="The words.")
    comment.wait_for()
    comment.locator("a", has_text="Withdraw").click()
    page.locator("main form button").first.click()
    expect(page.get_by_text("The words.")).to_have_count(0)
    assert talk.staff("print(Comment.objects.get(story=story).state)").strip() == "removed"


def test_a_reader_flags(talk: Talk, plain: Open) -> None:
    first = talk.post("Questionable.")
    talk.printed("Questionable.")
    page = plain(talk.url)
    page.locator(f"#comment-{first} a", has_text="Flag").click()
    page.check("[value=insult]")
    page.locator("main form button").first.click()
    page.locator("h1", has_text="Thank you.").wait_for()
    assert talk.staff("print(Comment.objects.get(story=story).flags)").strip() == "1"


def test_a_held_comment_is_shown_marked_to_its_writer(talk: Talk, plain: Open) -> None:
    talk.staff("change_discussion(story, Openness.HOLDING)")
    talk.printed("wait for a moderator")
    page = plain(talk.url)
    _write(page, "Between us.")
    page.locator("article.comment.held", has_text="Between us.").wait_for()
    other = plain(page.url)
    expect(other.get_by_text("Between us.")).to_have_count(0)
