"""Why a comment was taken away, as everybody and as its writer read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from broadsheet import ledger, press
from broadsheet.comments import (
    Comment,
    State,
)
from broadsheet.discussion.editing import withdraw_comment
from broadsheet.discussion.markup import comment_markup
from broadsheet.kit import cache_for_request
from broadsheet.live.events import tell
from broadsheet.moderation import Reason, add_reason, decide_comment, hide_comment, reasons, retire_reason, word_reason
from broadsheet.people import Reader
from tests.conftest import StoryMaker

GUEST = "a" * 32
WRITER = Reader(guest=GUEST)


@pytest.fixture
def rude(db: None) -> Reason:
    return Reason.objects.create(name="Rude & <b>loud</b>", sentence="Please be kind.")


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Comment:
    made: Comment = a_comment(a_story(), reader=WRITER)
    a_comment(made.story, "An answer.", parent=made.pk)
    return made


def test_a_tombstone_says_by_staff_and_why(comment: Comment, rude: Reason, dee: Any) -> None:
    decide_comment(comment, State.REMOVED, dee, reason=rude)
    assert "Removed by staff: Rude &amp; &lt;b&gt;loud&lt;/b&gt;" in comment_markup(comment)


def test_a_tombstone_without_a_reason(comment: Comment, dee: Any) -> None:
    hide_comment(comment, dee)
    assert "Removed by staff." in comment_markup(comment)


def test_a_tombstone_says_by_the_writer(comment: Comment) -> None:
    assert "Removed by the writer." in comment_markup(withdraw_comment(comment, reader=WRITER))


@pytest.mark.parametrize("state", [State.SPAM, State.HELD])
def test_spam_and_held_stay_neutral(comment: Comment, rude: Reason, dee: Any, state: State) -> None:
    decide_comment(comment, State.REMOVED, dee, reason=rude)
    decide_comment(comment, state, dee)
    assert "This comment is no longer here." in comment_markup(comment)


def test_print_and_stream_say_the_same(comment: Comment, rude: Reason, dee: Any) -> None:
    before = ledger.latest()
    decide_comment(comment, State.REMOVED, dee, reason=rude)
    press.reprint(comment.story)
    stone = comment_markup(comment).removeprefix("<li>").removesuffix("</li>")
    assert stone in press.file_of(comment.story.address).read_text()
    (event,) = tell(ledger.after(before))
    assert "Removed by staff: Rude" in event.text.decode()


def test_tombstones_of_one_sheet_ask_once(a_story: StoryMaker, a_comment: Any, rude: Reason, dee: Any) -> None:
    story = a_story()
    made = [a_comment(story, f"Number {number}.") for number in range(5)]
    for one in made:
        decide_comment(one, State.REMOVED, dee, reason=rude)
    with cache_for_request(), CaptureQueriesContext(connection) as asked:
        for one in made:
            comment_markup(one)
    assert sum("broadsheet_reason" in one["sql"] for one in asked.captured_queries) == 1


def test_the_first_reasons_are_said_in_the_readers_language(comment: Comment, dee: Any) -> None:
    first = reasons()[0]
    decide_comment(comment, State.REMOVED, dee, reason=first)
    comment.story.language = "ru"
    assert first.name not in comment_markup(comment)
    with translation.override("ru"):
        assert first.called in comment_markup(comment)


def test_a_site_that_has_reasons_gets_no_others(rude: Reason) -> None:
    assert reasons() == [rude]


def test_a_renamed_reason_reprints_the_paper(rude: Reason, ada: Any) -> None:
    before = ledger.latest()
    word_reason(rude, name=rude.name, sentence="Be kind.", by=ada)
    assert [one.kind for one in ledger.after(before)] == ["rules changed"]
    word_reason(rude, name="Unkind", sentence="Be kind.", by=ada)
    assert [one.kind for one in ledger.after(before)] == ["rules changed", "site changed"]


def test_a_retired_reason_stands_on_old_tombstones(comment: Comment, rude: Reason, ada: Any) -> None:
    decide_comment(comment, State.REMOVED, ada, reason=rude)
    retire_reason(rude, ada)
    assert add_reason(name="Other", sentence="", by=ada) in reasons()
    assert rude not in reasons()
    assert "Rude" in comment_markup(comment)


def test_the_writer_sees_why_on_the_page(client: Client, comment: Comment, rude: Reason, dee: Any) -> None:
    from django.core.signing import get_cookie_signer

    decide_comment(comment, State.REMOVED, dee, reason=rude)
    client.cookies["__Host-guest"] = get_cookie_signer(salt="__Host-guestbroadsheet.guest").sign(GUEST)
    (own,) = client.get(f"/-/me?story={comment.story_id}").json()["own"]
    assert own["state"] == "removed" and "Please be kind." in own["html"] and "/appeal" in own["html"]
    assert comment.text not in own["html"]
    assert client.get(f"/-/comments/{comment.pk}")["Location"].endswith("/appeal")


def test_a_person_finds_it_on_their_own_page(
    client: Client, a_story: StoryMaker, a_comment: Any, bo: Any, dee: Any
) -> None:
    comment = a_comment(a_story(), reader=Reader(person=bo))
    hide_comment(comment, dee)
    client.force_login(bo)
    page = client.get("/-/you/").content.decode()
    assert "removed by staff" in page and f"/-/comments/{comment.pk}/appeal" in page
