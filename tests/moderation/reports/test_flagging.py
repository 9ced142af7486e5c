"""Flags: what they weigh, what they hold, and how they are answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet import ledger
from broadsheet.comments import Comment, Finding, State
from broadsheet.kit import Gone, TooLong
from broadsheet.moderation import Decision, decide_comment, flags_of, hide_comment, publish_comment, undo
from broadsheet.moderation.answering_flags import answer_flags
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import flag, settle_flags
from broadsheet.moderation.reports.flag_weights import weight_of
from broadsheet.people import Reader
from broadsheet.stories import SiteSettings, site_settings
from tests.conftest import StoryMaker


def reader(number: int) -> Reader:
    return Reader(guest=f"{number:032x}")


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Comment:
    site_settings()
    made: Comment = a_comment(a_story())
    return made


def state_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def flagged(comment: Comment, *numbers: int) -> None:
    for number in numbers:
        comment.refresh_from_db()
        flag(comment, reader(number), grievance="insult")


def test_enough_flags_hold_it_and_say_why(comment: Comment) -> None:
    flagged(comment, 1, 2)
    assert state_of(comment) == State.PUBLISHED
    flagged(comment, 3)
    assert state_of(comment) == State.HELD
    found = Finding.objects.get(comment=comment, rule="flags")
    assert (found.words, found.measured, found.limit, found.does) == ("insult", 3, 3, "held")
    assert Decision.objects.get(comment=comment, became="held").by is None


def test_one_reader_flags_once(comment: Comment) -> None:
    assert flag(comment, reader(1))
    assert not flag(comment, reader(1))
    assert Flag.objects.count() == 1


def test_a_site_may_hold_nothing_by_flags(comment: Comment) -> None:
    SiteSettings.objects.update(flags_before_holding=0)
    flagged(comment, *range(1, 8))
    assert state_of(comment) == State.PUBLISHED


def test_what_staff_wrote_is_not_held_by_flags(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    comment = a_comment(a_story(), reader=Reader(person=dee))
    flagged(comment, 1, 2, 3, 4)
    assert state_of(comment) == State.PUBLISHED


def test_one_network_is_not_many_readers(comment: Comment) -> None:
    for number in range(1, 9):
        flag(comment, reader(number), network="n" * 32)
    assert state_of(comment) == State.PUBLISHED
    assert [one.weight for one in Flag.objects.order_by("pk")] == [1.0, 1.0] + [0.0] * 6


def test_readers_who_are_refused_weigh_less(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    story = a_story()
    for number in range(6):
        one = a_comment(story, f"Number {number}.")
        flag(one, reader(1))
        answer_flags(one, dee)
    assert weight_of(reader(1).guest) == 0.25
    assert weight_of(reader(2).guest) == 1.0
    right = a_comment(story, "A bad one.")
    flag(right, reader(1))
    hide_comment(right, dee)
    assert weight_of(reader(1).guest) == pytest.approx(3 / 9, abs=0.01)


def test_what_is_confirmed_is_not_held_by_the_same_flags(comment: Comment, dee: Any) -> None:
    flagged(comment, 1, 2, 3)
    publish_comment(Comment.objects.get(pk=comment.pk), dee)
    flagged(comment, 4)
    assert state_of(comment) == State.PUBLISHED
    assert Comment.objects.get(pk=comment.pk).flags == 1, "only the new one waits"
    flagged(comment, 5, 6)
    assert state_of(comment) == State.HELD


@pytest.mark.parametrize(("state", "right"), [("removed", True), ("spam", True), ("held", None)])
def test_a_decision_answers_the_flags(comment: Comment, dee: Any, state: str, right: bool | None) -> None:
    flagged(comment, 1)
    decide_comment(comment, State(state), dee)
    assert Flag.objects.get().right is right


def test_the_program_answers_no_flag(comment: Comment) -> None:
    flagged(comment, 1)
    hide_comment(comment)
    assert Flag.objects.get().right is None


def test_undoing_asks_again(comment: Comment, dee: Any) -> None:
    flagged(comment, 1)
    decision = decide_comment(comment, State.REMOVED, dee)
    assert decision
    undo(decision, dee)
    assert Flag.objects.get().right is None
    assert Comment.objects.get().flags == 1


def test_answering_is_one_line_and_done_once(comment: Comment, dee: Any) -> None:
    flagged(comment, 1, 2)
    before = ledger.latest()
    assert answer_flags(comment, dee, "Thank you,\nbut it is a joke.") == 2
    assert [(one.kind, one.person) for one in ledger.after(before)] == [("flags answered", dee.pk)]
    assert {one["answer"] for one in flags_of(comment)} == {"Thank you, but it is a joke."}
    with pytest.raises(Gone):
        answer_flags(comment, dee)
    with pytest.raises(TooLong):
        answer_flags(comment, dee, "x" * 501)


def test_settling_removes_or_publishes(comment: Comment, dee: Any) -> None:
    flagged(comment, 1, 2, 3)
    comment.refresh_from_db()
    settle_flags(comment, dee, right=False)
    assert state_of(comment) == State.PUBLISHED
    flagged(comment, 4)
    settle_flags(Comment.objects.get(pk=comment.pk), dee, right=True)
    assert state_of(comment) == State.REMOVED


def test_a_comment_that_a_rule_holds_stays_held(comment: Comment, dee: Any) -> None:
    flagged(comment, 1)
    decide_comment(comment, State.HELD, dee)
    settle_flags(comment, dee, right=False)
    assert state_of(comment) == State.HELD


def test_the_form_offers_the_list_and_gives_back_what_was_typed(client: Client, comment: Comment) -> None:
    address = f"/-/comments/{comment.pk}/flag"
    page = client.get(address).content.decode()
    assert page.count('type="radio"') == 6 and 'name="email"' in page
    answer = client.post(address, {"grievance": "false", "reason": "It was in May.", "email": "no address"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "It was in May." in page and 'value="false" required checked' in page and "error-email" in page
    assert client.post(address, {"grievance": "nonsense", "email": "Bo@reader.example"}).status_code == 200
    made = Flag.objects.get()
    assert (made.grievance, made.email) == ("other", "bo@reader.example")


def test_an_address_is_never_among_what_is_shown(comment: Comment) -> None:
    flag(comment, reader(1), "Rude.", email="bo@reader.example")
    (one,) = flags_of(comment)
    assert one["hears"] is True and "bo@reader.example" not in str(one)
