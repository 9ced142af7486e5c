"""Writing with script: nothing reloads, nothing typed is lost, and the keyboard goes where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Talk, settled, until
from tests.site import http

Open = Callable[..., Any]


def _write(page: Any, text: str, name: str = "Cleo") -> None:
    page.fill("#write [name=name]", name)
    page.fill("#write [name=text]", text)


def _submit(page: Any) -> None:
    page.locator("#write button:not(.cancel)").first.click()


def _stay(page: Any) -> None:
    """Mark the page, so that a reload would show."""
    page.evaluate("window.stayed = true")


def test_posting_shows_the_comment_without_a_reload(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    _stay(page)
    _write(page, "First *words*.")
    _submit(page)
    comment = page.locator("article.comment", has_text="First words.")
    comment.wait_for()
    expect(comment.locator("em")).to_have_text("words")
    assert page.evaluate("window.stayed")
    expect(page.locator("#write [name=text]")).to_have_value("")
    expect(comment).to_be_focused()
    talk.printed("First <em>words</em>.")
    expect(page.locator("article.comment")).to_have_count(1)


def test_a_reply_is_written_under_what_it_answers(talk: Talk, reader: Open) -> None:
    first = talk.post("First.")
    talk.post("Second.")
    talk.printed("Second.")
    page = reader(talk.url)
    _stay(page)
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    until(page, "document.activeElement.name === 'text'")
    expect(page.locator(f"li:has(> #comment-{first}) > #write")).to_have_count(1)
    _write(page, "An answer.")
    _submit(page)
    answer = page.locator(f"li:has(> #comment-{first}) > ol > li > article", has_text="An answer.")
    answer.wait_for()
    expect(answer).to_be_focused()
    expect(page.locator("section.discussion > #write")).to_have_count(1)
    expect(page.locator("#write [name=parent]")).to_have_value("")
    assert page.evaluate("window.stayed")


def test_giving_up_a_reply_takes_the_form_and_the_keyboard_back(talk: Talk, reader: Open) -> None:
    first = talk.post("First.")
    talk.printed("First.")
    page = reader(talk.url)
    page.fill("#write [name=text]", "Not yet sent.")
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    expect(page.locator("#write [name=text]")).to_have_value("")
    page.fill("#write [name=text]", "A half answer")
    page.keyboard.press("Escape")
    expect(page.locator("section.discussion > #write")).to_have_count(1)
    expect(page.locator("#write [name=text]")).to_have_value("Not yet sent.")
    expect(page.locator(f"#comment-{first} a", has_text="Reply")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#write [name=text]")).to_have_value("A half answer")


def test_a_refusal_stands_at_its_field_and_keeps_the_text(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    page.evaluate("document.querySelector('#write').noValidate = true")
    _stay(page)
    _write(page, "Words worth keeping.", name="")
    _submit(page)
    error = page.locator("#error-name")
    error.wait_for()
    assert error.inner_text()
    expect(page.locator("[name=name]")).to_have_attribute("aria-describedby", "error-name")
    until(page, "document.activeElement.name === 'name'")
    expect(page.locator("#write [name=text]")).to_have_value("Words worth keeping.")
    page.fill("[name=name]", "Cleo")
    _submit(page)
    page.locator("article.comment", has_text="Words worth keeping.").wait_for()
    expect(page.locator(".error")).to_have_count(0)
    assert page.evaluate("window.stayed")


def test_a_server_that_does_not_answer_loses_nothing(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    page.route("**/-/stories/**", lambda route: route.fulfill(status=503, body="<h1>Busy</h1>"))
    _write(page, "Words worth keeping.")
    _submit(page)
    page.locator(".error").wait_for()
    expect(page.locator(".error")).to_contain_text("try again")
    expect(page.locator("#write [name=text]")).to_have_value("Words worth keeping.")
    page.unroute("**/-/stories/**")
    _submit(page)
    page.locator("article.comment", has_text="Words worth keeping.").wait_for()


def test_a_draft_survives_a_closed_tab(talk: Talk, reader: Open) -> None:
    first = talk.post("First.")
    talk.printed("First.")
    page = reader(talk.url)
    page.fill("#write [name=text]", "To be continued")
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    page.fill("#write [name=text]", "Answered later")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(talk.url)
    until(page, "document.querySelector('#write [name=text]').value === 'To be continued'")
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    expect(page.locator("#write [name=text]")).to_have_value("Answered later")
    _write(page, "Answered now.")
    _submit(page)
    page.locator("article.comment", has_text="Answered now.").wait_for()
    page.reload()
    until(page, "document.querySelector('#write [name=text]').value === 'To be continued'")
    page.locator(f"#comment-{first} a", has_text="Reply").click()
    expect(page.locator("#write [name=text]")).to_have_value("")


def test_the_writer_edits_in_place(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    _stay(page)
    _write(page, "Teh words.")
    _submit(page)
    comment = page.locator("article.comment", has_text="Teh words.")
    comment.locator("a", has_text="Edit").click()
    comment.locator("textarea").fill("The words.")
    comment.locator("form button:not(.cancel)").first.click()
    page.locator("article.comment", has_text="The words.").wait_for()
    expect(page.locator("article.comment")).to_have_count(1)
    until(page, "document.activeElement.classList.contains('comment')")
    assert page.evaluate("window.stayed")
    expect(page.locator("article.comment a", has_text="Edit")).to_have_count(1)


def test_the_writer_withdraws_in_place_and_can_still_after_a_reload(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    _write(page, "Regretted words.")
    _submit(page)
    page.locator("article.comment", has_text="Regretted words.").wait_for()
    talk.printed("Regretted words.")
    page.reload()
    _stay(page)
    page.locator("article.comment a", has_text="Withdraw").click()
    page.locator("article.comment form button:not(.cancel)").first.click()
    page.locator("article.comment.gone").wait_for()
    expect(page.get_by_text("Regretted words.")).to_have_count(0)
    assert page.evaluate("window.stayed")


def test_a_held_comment_is_seen_by_its_writer_alone(talk: Talk, reader: Open) -> None:
    talk.staff("change_discussion(story, Openness.HOLDING)")
    talk.printed("wait for a moderator")
    page, other = reader(talk.url), reader(talk.url)
    _write(page, "Between us.")
    _submit(page)
    page.locator("article.comment.held", has_text="Between us.").wait_for()
    page.reload()
    page.locator("article.comment.held", has_text="Between us.").wait_for()
    expect(page.locator("article.comment.held a", has_text="Edit")).to_have_count(1)
    talk.staff("change_discussion(story, Openness.OPEN)")
    talk.post("For all.")
    other.locator(".fresh > button", has_text="1 new comment").wait_for()
    expect(other.get_by_text("Between us.")).to_have_count(0)
    talk.staff("publish_comment(Comment.objects.get(story=story, state='held'))")
    other.locator(".fresh > button", has_text="2 new comments").wait_for()
    page.locator("article.comment:not(.held)", has_text="Between us.").wait_for()


def test_name_and_address_are_remembered_only_when_asked(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    _write(page, "First.")
    _submit(page)
    page.locator("article.comment", has_text="First.").wait_for()
    with page.expect_response("**/-/me*"):
        page.reload()
    settled(page)
    expect(page.locator("#write [name=name]")).to_have_value("")
    _write(page, "Second.")
    page.evaluate("document.querySelectorAll('#write details').forEach((one) => { one.open = true; })")
    page.check("#write [name=remember]")
    _submit(page)
    page.locator("article.comment", has_text="Second.").wait_for()
    page.reload()
    until(page, "document.querySelector('#write [name=name]').value === 'Cleo'")


def test_a_like_is_given_and_taken_back(talk: Talk, reader: Open) -> None:
    first = talk.post("Likable.")
    talk.printed("Likable.")
    page = reader(talk.url)
    button = page.locator(f"#comment-{first} button")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.locator(f"#comment-{first} .likes", has_text="(1)").wait_for()
    expect(button).to_have_attribute("aria-pressed", "true")
    talk.printed('<span class="likes">(1)</span>')
    page.reload()
    page.locator(f"#comment-{first} button[aria-pressed=true]").click()
    page.locator(f"#comment-{first} button[aria-pressed=false]").wait_for()
    until(page, f"!document.querySelector('#comment-{first} .likes')?.textContent")


def test_a_like_that_fails_is_taken_back_on_the_page(talk: Talk, reader: Open) -> None:
    first = talk.post("Likable.")
    talk.printed("Likable.")
    page = reader(talk.url)
    page.route("**/like", lambda route: route.abort())
    page.locator(f"#comment-{first} button").click()
    page.locator("#said", has_text="try again").wait_for()
    expect(page.locator(f"#comment-{first} button")).to_have_attribute("aria-pressed", "false")


def test_a_comment_is_flagged_in_place(talk: Talk, reader: Open) -> None:
    first = talk.post("Questionable.")
    talk.printed("Questionable.")
    page = reader(talk.url)
    _stay(page)
    page.locator(f"#comment-{first} a", has_text="Flag").click()
    page.locator(f"#comment-{first} form").wait_for()
    page.locator(f"#comment-{first} form [name=grievance]").first.check()
    page.locator(f"#comment-{first} form button:not(.cancel)").first.click()
    until(page, "document.querySelector('#said').textContent")
    assert page.evaluate("window.stayed")
    assert talk.staff("print(Comment.objects.get(story=story).flags)").strip() == "1"


def test_the_writer_of_one_browser_is_not_the_writer_of_another(talk: Talk, reader: Open) -> None:
    with http() as guest:
        talk.post("Mine.", guest=guest)
    talk.printed("Mine.")
    page = reader(talk.url)
    page.locator("article.comment", has_text="Mine.").wait_for()
    expect(page.locator("article.comment a", has_text="Edit")).to_have_count(0)


def test_a_warning_is_read_at_the_form_and_the_same_words_are_sent_again(talk: Talk, reader: Open) -> None:
    talk.staff(
        """
        from broadsheet.people import RestrictionTarget, RestrictionType, restrict
        restrict(RestrictionType.WARN, RestrictionTarget.EMAIL, "una@reader.example", by=None, message="Please stay with the subject.")
        """
    )
    page = reader(talk.url)
    _stay(page)
    _write(page, "My words", "Una")
    page.locator("#write summary").click()
    page.fill("#write [name=email]", "una@reader.example")
    _submit(page)
    page.locator("#write .error", has_text="Please stay with the subject.").wait_for()
    expect(page.locator("#write [name=text]")).to_have_value("My words")
    _submit(page)
    page.locator("article.comment", has_text="My words").wait_for()
    assert page.evaluate("window.stayed")
