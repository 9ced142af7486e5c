"""A writer appeals once; somebody who did not decide answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet import ledger
from broadsheet.comments import Comment, State
from broadsheet.discussion.editing import withdraw_comment
from broadsheet.kit import Decided, Gone, NotYours
from broadsheet.moderation import decide_comment, hide_comment, publish_comment
from broadsheet.moderation.reports import Appeal, answer_appeal, appeal, appeal_address, why_not_answer
from broadsheet.people import Person, Reader, Role, appoint
from broadsheet.stories import Section
from tests.conftest import StoryMaker

GUEST = "a" * 32
WRITER = Reader(guest=GUEST)


@pytest.fixture
def removed(a_story: StoryMaker, a_comment: Any, dee: Any) -> Comment:
    comment: Comment = a_comment(a_story(), reader=WRITER)
    hide_comment(comment, dee)
    return comment


@pytest.fixture
def appealed(removed: Comment) -> Appeal:
    return appeal(removed, text="It was true.", reader=WRITER)


def test_the_writer_appeals_once(removed: Comment) -> None:
    appeal(removed, text="It was true.", reader=WRITER)
    with pytest.raises(Decided, match="already"):
        appeal(removed, text="Really.", reader=WRITER)
    assert Appeal.objects.count() == 1


def test_nobody_else_appeals(removed: Comment, bo: Any) -> None:
    for other in (Reader(guest="b" * 32), Reader(person=bo), Reader()):
        with pytest.raises(NotYours):
            appeal(removed, text="It was true.", reader=other)


def test_the_mailed_link_lets_in_without_a_cookie(removed: Comment, client: Client) -> None:
    link = appeal_address(removed, sealed=True)
    assert client.get(appeal_address(removed)).status_code == 403
    assert client.get(link[:-2]).status_code == 403
    page = client.get(link).content.decode()
    assert "Do you think this is wrong?" in page and removed.text in page
    seal = link.partition("seal=")[2]
    answer = client.post(appeal_address(removed), {"text": "It was <b>true</b>.", "seal": seal})
    assert answer.status_code == 303
    assert "It was &lt;b&gt;true&lt;/b&gt;." in client.get(answer["Location"]).content.decode()


def test_a_link_is_for_one_comment(removed: Comment, a_comment: Any, client: Client, dee: Any) -> None:
    other = a_comment(removed.story, "Another one.")
    hide_comment(other, dee)
    seal = appeal_address(removed, sealed=True).partition("seal=")[2]
    assert client.get(f"{appeal_address(other)}?seal={seal}").status_code == 403


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [("", 422, "say why"), (" \n ", 422, "say why"), ("x" * 2001, 413, "x" * 2001)],
)
def test_what_does_not_fit_comes_back(removed: Comment, client: Client, text: str, status: int, said: str) -> None:
    seal = appeal_address(removed, sealed=True).partition("seal=")[2]
    answer = client.post(appeal_address(removed), {"text": text, "seal": seal})
    assert answer.status_code == status and said in answer.content.decode()
    assert not Appeal.objects.exists()


def test_only_what_staff_removed(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    comment = a_comment(a_story(), reader=WRITER)
    with pytest.raises(Gone):
        appeal(comment, text="Why?", reader=WRITER)
    decide_comment(comment, State.HELD, dee)
    with pytest.raises(Gone):
        appeal(comment, text="Why?", reader=WRITER)
    publish_comment(comment, dee)
    withdraw_comment(comment, reader=WRITER)
    comment.refresh_from_db()
    with pytest.raises(Gone):
        appeal(comment, text="Why?", reader=WRITER)


def test_whoever_decided_does_not_answer(appealed: Appeal, dee: Any, ada: Any) -> None:
    assert "somebody else" in why_not_answer(appealed, dee)
    with pytest.raises(NotYours):
        answer_appeal(appealed, dee, uphold=True)
    assert why_not_answer(appealed, ada) == ""


def test_an_owner_who_is_alone_answers_for_themselves(a_story: StoryMaker, a_comment: Any, ada: Any) -> None:
    appoint(ada, Role.OWNER)
    comment = a_comment(a_story(), reader=WRITER)
    hide_comment(comment, ada)
    made = appeal(comment, text="It was true.", reader=WRITER)
    assert why_not_answer(made, ada) == ""
    other = Person.objects.create_user("eve@paper.example")
    appoint(other, Role.MODERATOR)
    assert why_not_answer(made, ada) != "", "now there is somebody else"
    other.sections.add(Section.objects.create(name="Sport", slug="sport"))
    assert why_not_answer(made, ada) == "", "who works elsewhere cannot help"


def test_a_lone_moderators_decision_goes_to_the_owner(appealed: Appeal, dee: Any, ada: Any) -> None:
    ada.delete()
    owner = Person.objects.create_superuser("olga@paper.example")
    assert why_not_answer(appealed, dee) != ""
    assert why_not_answer(appealed, owner) == ""


def test_upholding_leaves_it(appealed: Appeal, ada: Any) -> None:
    before = ledger.latest()
    answer_appeal(appealed, ada, uphold=True, words="It was not.")
    appealed.comment.refresh_from_db()
    assert appealed.comment.state == State.REMOVED
    assert [one.kind for one in ledger.after(before)] == ["appeal answered"]


def test_overturning_publishes_it(appealed: Appeal, ada: Any) -> None:
    before = ledger.latest()
    answer_appeal(appealed, ada, uphold=False)
    appealed.comment.refresh_from_db()
    assert appealed.comment.state == State.PUBLISHED
    assert [one.kind for one in ledger.after(before)] == ["comment published", "appeal answered"]


def test_the_second_answer_is_told_of_the_first(appealed: Appeal, ada: Any) -> None:
    answer_appeal(appealed, ada, uphold=True)
    with pytest.raises(Decided, match="Ada has upheld"):
        answer_appeal(appealed, ada, uphold=False)
    appealed.comment.refresh_from_db()
    assert appealed.comment.state == State.REMOVED


def test_what_was_published_meanwhile_is_not_upheld(appealed: Appeal, ada: Any, dee: Any) -> None:
    publish_comment(appealed.comment, dee)
    with pytest.raises(Decided, match="meanwhile"):
        answer_appeal(appealed, ada, uphold=True)
    answer_appeal(appealed, ada, uphold=False)
    assert Appeal.objects.get().upheld is False


def test_the_writer_reads_the_answer(appealed: Appeal, ada: Any, client: Client) -> None:
    link = appeal_address(appealed.comment, sealed=True)
    assert "You have appealed" in client.get(link).content.decode()
    answer_appeal(appealed, ada, uphold=True, words="It was <i>not</i>.")
    page = client.get(link).content.decode()
    assert "The decision stands" in page and "It was &lt;i&gt;not&lt;/i&gt;." in page
