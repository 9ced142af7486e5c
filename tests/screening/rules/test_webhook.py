"""The outside check, against a real server on this machine."""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from broadsheet.comments import Comment, Finding, State
from broadsheet.discussion.editing import edit_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.moderation import hide_comment
from broadsheet.people import Reader
from broadsheet.screening import ask_outside, rules
from broadsheet.screening.explanations import all_in_words
from tests.conftest import StoryMaker
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db
BO = Reader(guest="b" * 32)


class Checker:
    """Another program: it keeps what it was asked, and answers what it was told to; with nothing, never."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], bytes]] = []
        self.status, self.answer = 200, b'{"decision": "publish"}'
        self.silent = threading.Event()
        checker = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                checker.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
                if checker.answer == b"":
                    checker.silent.wait(PATIENCE)
                    return
                self.send_response(checker.status)
                self.end_headers()
                self.wfile.write(checker.answer)

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/check"

    def close(self) -> None:
        self.silent.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def checker() -> Iterator[Checker]:
    made = Checker()
    yield made
    made.close()


@pytest.fixture
def secret(checker: Checker, dee: Any) -> str:
    """The check is switched on."""
    switch_on(dee, checker.address)
    return rules.new_secret(rules.BY_NAME["outside"], dee)


def switch_on(by: Any, address: str, *, private: bool = True, seconds: int = 20) -> None:
    options = {"address": address, "private": private, "seconds": seconds}
    rules.change_rule(rules.BY_NAME["outside"], by, on=True, options=options)


def post(story: Any, text: str = "Well said.") -> Comment:
    return post_comment(story, name="Bo", text=text, email="bo@reader.example", reader=BO, network="f" * 32)


def now(comment: Comment) -> str:
    comment.refresh_from_db()
    return str(comment.state)


def test_by_itself_nothing_is_asked(checker: Checker, a_story: StoryMaker) -> None:
    assert post(a_story(rule="everyone")).state == State.PUBLISHED
    assert ask_outside() == 0
    assert checker.asked == []


def test_it_waits_for_the_answer_and_is_published_by_it(checker: Checker, secret: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    assert comment.state == State.HELD
    assert all_in_words([comment])[comment.pk] == ["Outside check: It is being asked."]
    assert ask_outside() == 1
    assert now(comment) == "published"
    assert not Finding.objects.exists()
    assert ask_outside() == 0


def test_the_question_is_signed_and_tells_no_network(checker: Checker, secret: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    ask_outside()
    ((headers, body),) = checker.asked
    signed = f"{headers['broadsheet-timestamp']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
    assert headers["broadsheet-signature"] == f"sha256={expected}"
    facts = json.loads(body)
    assert (facts["id"], facts["text"], facts["email"]) == (comment.pk, "Well said.", "bo@reader.example")
    assert b"f" * 32 not in body


@pytest.mark.parametrize(("says", "state"), [("hold", "held"), ("spam", "spam")])
def test_what_it_says_is_done_and_its_reason_shown(
    checker: Checker, secret: str, a_story: StoryMaker, says: str, state: str
) -> None:
    checker.answer = json.dumps({"decision": says, "reason": "Too loud <b>"}).encode()
    comment = post(a_story(rule="everyone"))
    ask_outside()
    assert now(comment) == state
    assert "Too loud <b>" in all_in_words([comment])[comment.pk][0]


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, b"{}"),
        (302, b"elsewhere"),
        (200, b"<html>"),
        (200, b'{"decision": "maybe"}'),
        (200, b"[" * 9_000),
        (200, b"null"),
        (200, b"x" * 20_000),
    ],
)
def test_error_and_nonsense_hold_it_and_are_named_so(
    checker: Checker, secret: str, a_story: StoryMaker, status: int, answer: bytes
) -> None:
    checker.status, checker.answer = status, answer
    _holds_and_says_so(a_story)


def test_silence_does_the_same(checker: Checker, a_story: StoryMaker, dee: Any) -> None:
    switch_on(dee, checker.address, seconds=1)
    checker.answer = b""
    _holds_and_says_so(a_story)


def _holds_and_says_so(a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    ask_outside()
    assert now(comment) == "held"
    assert Finding.objects.get().late
    assert "could not be asked" in all_in_words([comment])[comment.pk][0]
    assert "no answer in time" in all_in_words([comment])[comment.pk][0]


def test_a_private_address_is_asked_only_where_it_is_said_to_be_one(
    checker: Checker, secret: str, a_story: StoryMaker, dee: Any
) -> None:
    switch_on(dee, checker.address, private=False)
    comment = post(a_story(rule="everyone"))
    ask_outside()
    assert checker.asked == []
    assert now(comment) == "held"


def test_what_another_rule_holds_stays_held(checker: Checker, secret: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="nobody"))
    ask_outside()
    assert now(comment) == "held"
    assert all_in_words([comment])[comment.pk] == ["New writers: All comments wait here."]


def test_a_moderator_who_was_faster_has_decided(checker: Checker, secret: str, a_story: StoryMaker, dee: Any) -> None:
    comment = post(a_story(rule="everyone"))
    hide_comment(comment, dee, State.REMOVED)
    other = post(comment.story, "Another")
    hide_comment(other, dee, State.SPAM)
    hide_comment(other, dee, State.HELD)
    ask_outside()
    assert (now(comment), now(other)) == ("removed", "held")


def test_changed_words_are_asked_about_again(checker: Checker, secret: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    ask_outside()
    edit_comment(comment, text="Well changed.", reader=BO)
    assert now(comment) == "held"
    ask_outside()
    assert json.loads(checker.asked[-1][1])["text"] == "Well changed."
    assert now(comment) == "published"


def test_switched_off_meanwhile_nothing_is_asked_and_nothing_holds(
    checker: Checker, secret: str, a_story: StoryMaker, dee: Any
) -> None:
    comment = post(a_story(rule="everyone"))
    rule = rules.BY_NAME["outside"]
    rules.change_rule(rule, dee, on=False, options=rules.setting_of(rule))
    ask_outside()
    assert checker.asked == []
    assert now(comment) == "published"
