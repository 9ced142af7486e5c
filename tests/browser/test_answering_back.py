"""A writer learns what became of their comment, a reader flags in place, and a story is corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Talk, until

Open = Callable[..., Any]
_REMOVE = """
    from broadsheet.moderation import decide_comment
    decide_comment(Comment.objects.get(pk={pk}), State.REMOVED, reason=Reason.objects.get_or_create(name="Rude & <b>loud", sentence="Be kind.")[0])
"""


def test_the_writer_sees_why_in_place_of_the_tombstone(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    page.fill("#write [name=name]", "Cleo")
    page.fill("#write [name=text]", "Rude words.")
    page.locator("#write button").first.click()
    mine = page.locator("article.comment", has_text="Rude words.")
    mine.wait_for()
    number = int(mine.get_attribute("id").removeprefix("comment-"))
    talk.post("An answer to it.", parent=number)
    talk.staff(_REMOVE.format(pk=number))
    talk.printed("Removed by staff: Rude &amp; &lt;b&gt;loud")
    page.reload()
    page.locator(f"#comment-{number}.held", has_text="Be kind.").wait_for()
    expect(page.locator(f"li:has(> #comment-{number}) article", has_text="An answer to it.")).to_have_count(1)
    page.locator(f"#comment-{number} a", has_text="What you can do").click()
    page.fill("#appeal-text", "It was a quotation.")
    page.click("main form button")
    page.wait_for_selector("text=You have appealed")
    stranger = reader(talk.url)
    expect(stranger.locator(f"#comment-{number}.gone")).to_have_count(1)
    assert "An answer to it." in stranger.content()
    assert "Rude words." not in stranger.content() and "Be kind." not in stranger.content()


def test_a_reader_flags_in_place_with_a_reason(talk: Talk, reader: Open) -> None:
    first = talk.post("Buy this.")
    talk.printed("Buy this.")
    page = reader(talk.url)
    page.locator(f"#comment-{first} a", has_text="Flag").click()
    page.locator(f"#comment-{first} input[value=spam]").check()
    page.locator(f"#comment-{first} [name=reason]").fill("It sells something.")
    page.locator(f"#comment-{first} form button").first.click()
    until(page, "document.getElementById('said').textContent.includes('Thank you')")
    said = talk.staff(f"print(*Flag.objects.filter(comment={first}).values_list('grievance', 'reason'))")
    assert said.strip() == "('spam', 'It sells something.')"


def test_a_reader_corrects_a_story_without_script(talk: Talk, reader: Open) -> None:
    page = reader(talk.url, java_script_enabled=False)
    page.click("text=Report an error")
    page.fill("[name=wrong]", "There are thirteen paragraphs.")
    page.click("text=Send")
    page.wait_for_selector("text=Thank you.")
    talk.staff("""
        from broadsheet.moderation.reports import answer_correction_request
        from broadsheet.moderation.reports.models import CorrectionRequest
        from broadsheet.people import Person
        ada = Person.objects.create_user("ada-corrects@paper.example", role="editor")
        answer_correction_request(CorrectionRequest.objects.get(story=story), ada, note="There are twelve paragraphs.")
    """)
    talk.printed("There are twelve paragraphs.")
