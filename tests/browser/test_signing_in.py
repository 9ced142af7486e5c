"""Signing in as a reader does it: with and without script, by code, by link and by passkey, and back to the same place."""

from __future__ import annotations

import email
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.policy import default
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import until
from tests.post_office import code_in, link_in
from tests.site import Site

STORY = "/2026/05/harbour/"


@dataclass
class Paper:
    """A site whose letters lie in its folder; passkeys need its name to be `localhost`."""

    site: Site
    url: str
    comment: int
    story: int

    def newest_letter(self, after: int) -> Any:
        folder = self.site.folder / "mail"
        self.site.wait_until(lambda: len(list(folder.glob("*.eml"))) > after, "a letter")
        return email.message_from_bytes(max(folder.glob("*.eml")).read_bytes(), policy=default)

    @property
    def letters(self) -> int:
        return len(list((self.site.folder / "mail").glob("*.eml")))


@pytest.fixture(scope="module")
def paper(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    site = Site(tmp_path_factory.mktemp("paper"), {"PACING": "no", "WORKERS": "1"})
    site.settings["ADDRESS"] = f"http://localhost:{site.port}"
    site.lay_database()
    made = json.loads(site.python(_MAKE))
    site.start()
    try:
        site.wait_for_print(STORY)
        yield Paper(site, f"http://localhost:{site.port}", made["comment"], made["story"])
    finally:
        site.stop()


_MAKE = f"""
import json
from broadsheet.discussion.posting import post_comment
from broadsheet.people import Reader
from broadsheet.stories import SiteSettings, PostingRule, Story, publish
SiteSettings.objects.update_or_create(defaults={{"rule": PostingRule.EVERYONE}})
body = [{{"type": "paragraph", "value": f"<p>Paragraph {{line}}.</p>"}} for line in range(12)]
story = Story(headline="Harbour", address="{STORY}", body=body, language="en")
story.save()
publish(story)
for number in range(4):
    comment = post_comment(story, name="Guest", text=f"A guest says {{number}}.", reader=Reader(guest=str(number) * 32))
print(json.dumps({{"story": story.pk, "comment": comment.pk}}))
"""


def _sign_in(page: Any, paper: Paper, address: str) -> None:
    """From the page of all ways in to wherever it leads, by the code."""
    before = paper.letters
    page.fill("#email", address)
    page.click("text=Send me a code")
    page.wait_for_selector("#code")
    page.fill("#code", code_in(paper.newest_letter(before)))
    page.click("main form button >> nth=0")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_leads_back_to_the_same_comment_with_the_words(paper: Paper, chromium: Any, script: bool) -> None:
    words = f"Half a thought about & the harbour {'with' if script else 'without'} script"
    context = chromium.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(paper.url + STORY)
    page.click(f"#comment-{paper.comment} >> text=Reply")
    page.wait_for_selector("#write-text")
    page.fill("#write-text", words)
    page.click("text=or sign in")
    page.wait_for_selector("#email")
    _sign_in(page, paper, f"nia{script}@reader.example")
    expect(page).to_have_url(f"{paper.url}/-/read/{paper.story}?write=1&comment={paper.comment}#write")
    expect(page.locator("#write-text")).to_have_value(words)
    expect(page.locator(f"#comment-{paper.comment}")).to_have_count(1)
    if script:
        expect(page.locator(f"li:has(> #comment-{paper.comment}) > form#write")).to_have_count(1)
    page.fill("#write-name", "Nia")
    page.click("#write > button:has-text('Send')")
    page.wait_for_selector(".comment:has-text('Half a thought')")
    expect(page.locator(".comment:has-text('Half a thought') .p-author >> nth=0")).to_have_text("Nia")
    context.close()


def test_signed_in_the_printed_page_is_lit_up(paper: Paper, chromium: Any) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{paper.url}/-/sign-in/?next={STORY}")
    _sign_in(page, paper, "olga@reader.example")
    expect(page).to_have_url(paper.url + STORY)
    page.wait_for_selector("form#write a[href='/-/you/']")
    expect(page.locator("text=or sign in")).to_have_count(0)
    page.fill("#write-name", "Olga")
    page.fill("#write-text", "Olga was here")
    page.click("#write > button:has-text('Send')")
    page.wait_for_selector("article:has-text('Olga was here')")
    printed = paper.site.wait_for_print(STORY, "Olga was here")
    assert "/-/you/" not in printed.read_text()
    page.reload()
    page.wait_for_selector("article:has-text('Olga was here') header .staff")
    until(page, "document.querySelector('#write-name').readOnly")
    expect(page.locator("#write-name")).to_have_value("Olga")
    context.close()


def test_the_link_in_the_letter_does_the_same(paper: Paper, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{paper.url}/-/sign-in/?next={STORY}")
    before = paper.letters
    page.fill("#email", "lia@reader.example")
    page.click("text=Send me a code")
    page.wait_for_selector("#code")
    page.goto(paper.url + link_in(paper.newest_letter(before)))
    page.click("main form button")
    expect(page).to_have_url(paper.url + STORY)
    context.close()


def test_a_passkey_is_added_and_then_lets_in(paper: Paper, chromium: Any) -> None:
    context = chromium.new_context()
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": kind | {"isUserVerified": True}})
    page.goto(f"{paper.url}/-/sign-in/")
    _sign_in(page, paper, "pia@reader.example")
    expect(page).to_have_url(f"{paper.url}/-/you/")
    page.click("text=Add a passkey")
    page.wait_for_selector("text=Passkey of")
    keys = device.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})
    assert len(keys["credentials"]) == 1
    page.click("button:text-is('Sign out')")
    page.goto(f"{paper.url}/-/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_url(f"{paper.url}/-/you/")
    page.wait_for_selector("text=pia@reader.example")
    context.close()


def test_without_a_passkey_the_page_says_so(paper: Paper, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{paper.url}/-/sign-in/")
    answer = page.evaluate(
        "fetch('/-/sign-in/passkey/enter', {method: 'POST', headers: {Accept: 'application/json'},"
        " body: new URLSearchParams({credential: '{}'})}).then(async (a) => [a.status, (await a.json()).sentence])"
    )
    assert answer[0] == 422
    assert "another way" in answer[1]
    page.close()


def test_an_ignored_person_is_quiet_on_this_device_alone(paper: Paper, chromium: Any) -> None:
    context = chromium.new_context()
    writer = context.new_page()
    writer.goto(f"{paper.url}/-/sign-in/?next={STORY}")
    _sign_in(writer, paper, "max@reader.example")
    writer.fill("#write-name", "Max")
    writer.fill("#write-text", "Max is loud")
    writer.click("#write > button:has-text('Send')")
    link = writer.locator("article:has-text('Max is loud') .p-author a")
    link.wait_for()
    page_of_max = link.get_attribute("href")
    context.close()
    paper.site.wait_for_print(page_of_max)
    reader = chromium.new_page()
    reader.goto(paper.url + page_of_max)
    reader.click("text=Ignore this person")
    expect(reader.locator("#ignore")).to_have_text("Show this person again")
    paper.site.wait_for_print(STORY, "Max is loud")
    reader.goto(paper.url + STORY)
    reader.wait_for_selector("article.ignored:has-text('Max')")
    expect(reader.locator("text=Max is loud")).to_be_hidden()
    reader.goto(paper.url + page_of_max)
    reader.click("text=Show this person again")
    reader.goto(paper.url + STORY)
    expect(reader.locator("text=Max is loud")).to_be_visible()
    reader.close()
