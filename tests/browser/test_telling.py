"""Asking to be told of replies, with script and without, and following without writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Talk

Open = Callable[..., Any]


@pytest.mark.parametrize("script", [True, False])
def test_without_an_address_the_form_says_so_and_keeps_the_words(script: bool, talk: Talk, reader: Open) -> None:
    page = reader(talk.url, java_script_enabled=script)
    page.fill("#write [name=name]", "Cleo")
    page.fill("#write [name=text]", "Tell me what you think.")
    page.click("#write summary")
    page.check("#write [name=tell]")
    page.click("#write button")
    page.wait_for_selector("#error-email")
    expect(page.locator("#write [name=text]")).to_have_value("Tell me what you think.")
    expect(page.locator("#write [name=tell]")).to_be_checked()
    page.fill("#write [name=email]", "cleo@reader.example")
    page.click("#write button")
    page.locator("article.comment", has_text="Tell me what you think.").wait_for()
    assert "replies wanted" in talk.staff(
        "from broadsheet.ledger import Entry; print(set(Entry.objects.filter(story=story.pk).values_list('kind', flat=True)))"
    )


def test_a_discussion_is_followed_without_script(talk: Talk, reader: Open) -> None:
    page = reader(talk.url, java_script_enabled=False)
    page.click("text=Follow this discussion by e-mail")
    page.fill("[name=email]", "cleo@reader.example")
    page.select_option("[name=frequency]", "daily")
    page.click("form button")
    expect(page.locator("h1")).to_contain_text("We have sent you an e-mail")
