"""What others do while the page is open: it arrives, and nothing under the reader's eyes moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Talk, settled, until
from tests.site import http

Open = Callable[..., Any]
LONG = "\n\n".join("A line of a long comment that takes its room on the page." for _ in range(6))


def _tops(page: Any) -> dict[str, float]:
    """Where everything in view stands."""
    found: dict[str, float] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('article.comment, .text > p, #write, h2')]
            .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.bottom > 0 && box.top < innerHeight)
            .map(([name, box]) => [name, box.top]))"""
    )
    return found


def _unmoved(page: Any, before: dict[str, float]) -> None:
    """But for what the browser rounds a scrolled page to."""
    settled(page)
    after = _tops(page)
    assert before
    assert {name: after.get(name) for name in before} == pytest.approx(before, abs=1)


_INSERT_ABOVE = """import(document.querySelector('script[type=module]').src.replace('page', 'thread')).then((thread) => {
    const words = '<p>Above' + '<br>line'.repeat(30) + '</p>';
    const item = thread.build(`<li><article id="comment-999999" class="comment">${words}</article></li>`);
    thread.still(() => thread.insert(item, PARENT));
})"""


def _fresh(page: Any, words: str) -> Any:
    button = page.locator(".fresh > button", has_text=words)
    button.wait_for()
    return button


def test_new_comments_wait_behind_a_button(talk: Talk, reader: Open) -> None:
    first = talk.post("First.")
    talk.printed("First.")
    page = reader(talk.url)
    page.locator(f"#comment-{first}").scroll_into_view_if_needed()
    before = _tops(page)
    second = talk.post("Second.")
    _fresh(page, "1 new comment")
    reply = talk.post("A reply.", parent=first)
    button = _fresh(page, "2 new comments")
    _unmoved(page, before)
    expect(page.locator(f"#comment-{second}")).to_have_count(0)
    button.click()
    page.locator(f"#comment-{second}").wait_for()
    expect(page.locator(f"li:has(> #comment-{first}) > ol > li > #comment-{reply}")).to_have_count(1)
    expect(button).to_be_hidden()
    expect(page.locator("#comments")).to_have_text("3 comments")
    until(page, "document.activeElement.classList.contains('comment')")


def test_what_the_print_lacked_is_told_at_once(talk: Talk, reader: Open) -> None:
    first = talk.post("First.")
    talk.printed("First.")
    page = reader()
    with http() as client:
        stale = client.get(talk.url, headers={"Accept-Encoding": "identity"}).text
    second = talk.post("Second.")
    talk.printed("Second.")
    page.route(talk.url, lambda route: route.fulfill(body=stale, content_type="text/html; charset=utf-8"))
    page.goto(talk.url)
    _fresh(page, "1 new comment").click()
    page.locator(f"#comment-{second}").wait_for()
    expect(page.locator(f"#comment-{first}")).to_have_count(1)


def test_comments_above_are_shown_without_moving_what_is_read(talk: Talk, reader: Open) -> None:
    comments = [talk.post(f"Number {number}.\n\n{LONG}") for number in range(6)]
    talk.printed("Number 5.")
    page = reader(talk.url)
    page.evaluate(f"document.querySelector('#comment-{comments[4]}').scrollIntoView()")
    before = _tops(page)
    talk.post(f"Above.\n\n{LONG}", parent=comments[0])
    _fresh(page, "1 new comment")
    _unmoved(page, before)
    page.evaluate(_INSERT_ABOVE.replace("PARENT", str(comments[0])))
    page.locator("#comment-999999").wait_for(state="attached")
    _unmoved(page, before)


def test_an_edit_arrives(talk: Talk, reader: Open) -> None:
    with http() as guest:
        first = talk.post("Teh words.", guest=guest)
        talk.printed("Teh words.")
        page = reader(talk.url)
        page.locator(f"#comment-{first}").scroll_into_view_if_needed()
        before = _tops(page)
        talk.send(f"/-/comments/{first}/edit", {"text": "The words."}, guest)
        page.locator(f"#comment-{first}", has_text="The words.").wait_for()
        _unmoved(page, before)


def test_an_edit_that_would_move_the_page_waits_for_the_reader(talk: Talk, reader: Open) -> None:
    with http() as guest:
        first = talk.post("Short.", guest=guest)
        talk.post("Below.")
        talk.printed("Below.")
        page = reader(talk.url)
        page.locator(f"#comment-{first}").scroll_into_view_if_needed()
        before = _tops(page)
        talk.send(f"/-/comments/{first}/edit", {"text": f"Longer.\n\n{LONG}"}, guest)
        button = _fresh(page, "Show 1 change")
        _unmoved(page, before)
        button.click()
        page.locator(f"#comment-{first}", has_text="Longer.").wait_for()


def test_a_removal_arrives_at_once_and_leaves_its_room(talk: Talk, reader: Open) -> None:
    first = talk.post(f"Unbearable.\n\n{LONG}")
    talk.post("Below.")
    talk.printed("Below.")
    page = reader(talk.url)
    page.locator(f"#comment-{first}").scroll_into_view_if_needed()
    before = _tops(page)
    talk.staff(f"hide_comment(Comment.objects.get(pk={first}))")
    page.locator(f"#comment-{first}.gone").wait_for()
    expect(page.get_by_text("Unbearable.")).to_have_count(0)
    expect(page.locator("#comments")).to_have_text("1 comment")
    _unmoved(page, before)


def test_a_removal_above_does_not_move_what_is_read(talk: Talk, reader: Open) -> None:
    comments = [talk.post(f"Number {number}.\n\n{LONG}") for number in range(6)]
    talk.printed("Number 5.")
    page = reader(talk.url)
    page.evaluate(f"document.querySelector('#comment-{comments[4]}').scrollIntoView()")
    before = _tops(page)
    talk.staff(f"hide_comment(Comment.objects.get(pk={comments[0]}))")
    page.locator(f"#comment-{comments[0]}.gone").wait_for(state="attached")
    _unmoved(page, before)


def test_a_comment_removed_before_it_is_shown_is_not_counted(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    second = talk.post("Never mind.")
    button = _fresh(page, "1 new comment")
    talk.staff(f"hide_comment(Comment.objects.get(pk={second}))")
    button.wait_for(state="hidden")


def test_likes_arrive(talk: Talk, reader: Open) -> None:
    first = talk.post("Likable.")
    talk.printed("Likable.")
    page = reader(talk.url)
    page.locator(f"#comment-{first}").wait_for()
    talk.send(f"/-/comments/{first}/like")
    page.locator(f"#comment-{first} .likes", has_text="(1)").wait_for()
    talk.send(f"/-/comments/{first}/like")
    page.locator(f"#comment-{first} .likes", has_text="(2)").wait_for()
    talk.send(f"/-/stories/{talk.story}/like")
    page.locator("article.story .likes", has_text="(1)").wait_for()
    expect(page.locator(f"#comment-{first} button")).to_have_attribute("aria-pressed", "false")


def test_the_sheet_of_one_thread_tells_of_that_thread_alone(talk: Talk, reader: Open) -> None:
    first, other = talk.post("First."), talk.post("Other.")
    for number in range(9):
        talk.post(f"Reply {number}.", parent=first)
    talk.printed("Reply 8.", f"thread/{first}/")
    page = reader(f"{talk.url}thread/{first}/")
    talk.post("Elsewhere.", parent=other)
    talk.post("Here.", parent=first)
    _fresh(page, "1 new comment").click()
    page.locator("article.comment", has_text="Here.").wait_for()
    expect(page.get_by_text("Elsewhere.")).to_have_count(0)


def test_ones_own_comment_is_not_new(talk: Talk, reader: Open) -> None:
    page, other = reader(talk.url), reader(talk.url)
    page.fill("#write [name=name]", "Cleo")
    page.fill("#write [name=text]", "My own.")
    page.locator("#write button:not(.cancel)").first.click()
    page.locator("article.comment", has_text="My own.").wait_for()
    _fresh(other, "1 new comment")
    talk.post("Not my own.")
    _fresh(other, "2 new comments")
    _fresh(page, "1 new comment")


def test_the_end_of_the_discussion_is_told_and_keeps_the_text(talk: Talk, reader: Open) -> None:
    page = reader(talk.url)
    page.fill("#write [name=text]", "Half a thou")
    talk.staff("change_discussion(story, Openness.CLOSED)")
    page.locator("#said", has_text="closed").wait_for()
    expect(page.locator("#write [name=text]")).to_have_value("Half a thou")


def test_a_hidden_page_lets_its_stream_go_and_comes_back(talk: Talk, reader: Open) -> None:
    page = reader()
    page.clock.install()
    page.goto(talk.url)
    hide = "Object.defineProperty(document, 'hidden', {value: HIDDEN, configurable: true});"
    hide += "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hide.replace("HIDDEN", "true"))
    with page.expect_event("requestfailed", lambda request: "/-/live/" in request.url):
        page.clock.fast_forward(11_000)
    talk.post("Meanwhile.")
    talk.printed("Meanwhile.")
    expect(page.locator(".fresh > button")).to_be_hidden()
    page.evaluate(hide.replace("HIDDEN", "false"))
    _fresh(page, "1 new comment")


def test_right_to_left_words_are_in_the_language_of_the_page(talk: Talk, reader: Open) -> None:
    talk.staff("story.language = 'ar'; story.save(update_fields=['language']); revise(story)")
    talk.printed('dir="rtl"')
    page = reader(talk.url)
    for number in range(3):
        talk.post(f"Number {number}.")
    until(page, "/3/.test(document.querySelector('.fresh > button').textContent)")
