"""One comment in the hands of the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.comments import Comment
from broadsheet.stories import Section
from tests.conftest import StoryMaker

TEXT = "The bridge is old. The mayor is a liar. Mend it."


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Any:
    return a_comment(a_story("The bridge"), TEXT)


@pytest.fixture
def desk(client: Client, dee: Any) -> Client:
    client.force_login(dee)
    return client


def test_strangers_and_readers_do_not_come_in(client: Client, comment: Any, bo: Any) -> None:
    address = f"/-/desk/comments/{comment.pk}"
    assert client.get(f"{address}/tools").status_code == 302
    client.force_login(bo)
    assert client.get(f"{address}/tools").status_code == 403
    assert client.post(f"{address}/redact", {"left": "Mend it."}).status_code == 403
    comment.refresh_from_db()
    assert comment.text == TEXT


def test_a_passage_is_taken_out_and_put_back(desk: Client, comment: Any) -> None:
    address = f"/-/desk/comments/{comment.pk}"
    assert TEXT in desk.get(f"{address}/tools").content.decode()
    given = {"left": TEXT.replace("The mayor is a liar. ", ""), "seen": TEXT}
    assert desk.post(f"{address}/redact", given)["Location"] == f"{address}/tools"
    comment.refresh_from_db()
    assert comment.text == "The bridge is old. […] Mend it."
    page = desk.get(f"{address}/tools").content.decode()
    assert "took a passage out" in page
    cut = comment.redactions.get()
    desk.post(f"{address}/redactions/{cut.pk}/undo")
    comment.refresh_from_db()
    assert comment.text == TEXT
    again = desk.post(f"{address}/redactions/{cut.pk}/undo")
    assert again.status_code == 409


def test_what_is_refused_comes_back_as_it_was_typed(desk: Client, comment: Any) -> None:
    address = f"/-/desk/comments/{comment.pk}"
    answer = desk.post(f"{address}/redact", {"left": "Words <i>of mine</i>", "seen": TEXT})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "only take words out" in page
    assert "Words &lt;i&gt;of mine&lt;/i&gt;" in page
    assert desk.post(f"{address}/move", {"to": "x"}).status_code == 422
    assert desk.post(f"{address}/answer", {"answer": " "}).status_code == 422
    assert desk.post(f"{address}/mark/nothing").status_code == 410
    assert desk.post("/-/desk/comments/999999/mark/pin").status_code == 410


@pytest.mark.parametrize(("how", "field"), [("feature", "featured"), ("pin", "pinned"), ("shut", "shut")])
def test_marks_are_set_and_taken_back(desk: Client, comment: Any, how: str, field: str) -> None:
    address = f"/-/desk/comments/{comment.pk}"
    for way, state in ((how, True), (f"un{how}", False)):
        assert desk.post(f"{address}/mark/{way}").status_code == 303
        comment.refresh_from_db()
        assert getattr(comment, field) is state


def test_a_thread_is_moved_to_a_story_that_was_looked_for_and_back(
    desk: Client, comment: Any, a_story: StoryMaker
) -> None:
    address, other = f"/-/desk/comments/{comment.pk}", a_story("Geese come early")
    a_story("Something else")
    page = desk.get(f"{address}/tools?find=geese").content.decode()
    assert "Geese come early" in page
    assert "Something else" not in page
    desk.post(f"{address}/move", {"to": str(other.pk)})
    comment.refresh_from_db()
    assert comment.story_id == other.pk
    assert "Move it back" in desk.get(f"{address}/tools").content.decode()
    desk.post(f"{address}/move/{comment.moves.get().pk}/undo")
    comment.refresh_from_db()
    assert comment.story_id != other.pk


def test_an_answer_that_is_refused_publishes_nothing(desk: Client, a_story: StoryMaker, a_comment: Any) -> None:
    waiting = a_comment(a_story(), "Is it so?", state="held")
    answer = desk.post(f"/-/desk/comments/{waiting.pk}/answer", {"answer": "word " * 3000, "seen": "held"})
    assert answer.status_code >= 400
    waiting.refresh_from_db()
    assert waiting.state == "held" and Comment.objects.count() == 1


def test_an_answer_of_staff_publishes_what_waits(desk: Client, dee: Any, a_story: StoryMaker, a_comment: Any) -> None:
    waiting = a_comment(a_story(), state="held")
    assert (
        desk.post(f"/-/desk/comments/{waiting.pk}/answer", {"answer": "It is *so*.", "seen": "held"}).status_code == 303
    )
    waiting.refresh_from_db()
    assert waiting.state == "published"
    reply = Comment.objects.get(parent=waiting)
    assert (reply.person, reply.state) == (dee, "published")


def test_a_reply_that_is_refused_leaves_what_waits_as_it_was(desk: Client, a_story: StoryMaker, a_comment: Any) -> None:
    waiting = a_comment(a_story(), state="held")
    answer = desk.post(f"/-/desk/comments/{waiting.pk}/answer", {"answer": "x" * 100_000, "seen": "held"})
    assert answer.status_code in {413, 422}
    assert 'id="error-answer"' in answer.content.decode() or 'role="alert"' in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "held"
    assert not Comment.objects.filter(parent=waiting).exists()


def test_another_sections_comments_are_not_theirs(desk: Client, dee: Any, a_story: StoryMaker, a_comment: Any) -> None:
    sport, town = (Section.objects.create(name=name, slug=name.lower()) for name in ("Sport", "Town"))
    dee.sections.add(sport)
    foreign, own = (a_comment(a_story(section=section), TEXT) for section in (town, sport))
    assert desk.get(f"/-/desk/comments/{own.pk}/tools").status_code == 200
    answer = desk.post(f"/-/desk/comments/{foreign.pk}/mark/pin")
    assert answer.status_code == 403
    assert "someone else&#x27;s section" in answer.content.decode()
    to_town = desk.post(f"/-/desk/comments/{own.pk}/move", {"to": str(foreign.story_id)})
    assert to_town.status_code == 403
    foreign.refresh_from_db()
    own.refresh_from_db()
    assert not foreign.pinned
    assert own.story_id != foreign.story_id


def test_long_texts_are_taken_whole(desk: Client, a_story: StoryMaker, a_comment: Any) -> None:
    comment = a_comment(a_story(), "Well said. " * 800)
    address = f"/-/desk/comments/{comment.pk}"
    assert desk.post(f"{address}/answer", {"answer": "It is so. " * 900, "seen": "published"}).status_code == 303
    assert Comment.objects.get(parent=comment).text.count("It is so.") == 900
    left = comment.text.replace("Well said. ", "", 1)
    assert desk.post(f"{address}/redact", {"left": left, "seen": comment.text}).status_code == 303
    comment.refresh_from_db()
    assert comment.text.count("Well said.") == 799
