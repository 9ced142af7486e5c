"""Deciding one comment at the desk: what follows, who may, and who comes second."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from broadsheet import discussion, moderation
from broadsheet.comments import State
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue import update_items
from broadsheet.moderation import Decision, Reason, Seen
from broadsheet.people import Reader
from tests.conftest import StoryMaker


@pytest.mark.parametrize("action", ["publish", "hold", "spam", "remove", "keep"])
def test_only_moderators_decide(client: Client, a_story: StoryMaker, a_comment: Any, bo: Any, action: str) -> None:
    comment = a_comment(a_story(), state="held" if action == "publish" else "published")
    address = f"/-/desk/comments/{comment.pk}/{action}"
    assert client.post(address).status_code == 302
    client.force_login(bo)
    assert client.post(address).status_code == 403
    assert client.get("/-/desk/").status_code == 403
    assert not Decision.objects.filter(by=bo).exists()


@pytest.mark.parametrize(
    ("action", "state"), [("publish", "published"), ("hold", "held"), ("spam", "spam"), ("remove", "removed")]
)
def test_deciding_is_seen_at_once_and_undone_from_the_same_place(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, follow: Any, action: str, state: str
) -> None:
    comment = a_comment(a_story(), state="held" if action == "publish" else "published")
    was = comment.state
    follow()
    back = "/-/desk/?queue=all&sort=newest"
    answer = at_desk.post(f"/-/desk/comments/{comment.pk}/{action}", {"seen": was, "back": back})
    assert answer.status_code == 303
    decision = Decision.objects.latest("pk")
    assert answer["Location"] == f"{back}&done={decision.pk}"
    assert QueueItem.objects.get(pk=comment.pk).state == state
    page = at_desk.get(answer["Location"]).content.decode()
    assert f'action="/-/desk/decisions/{decision.pk}/undo"' in page
    at_desk.post(f"/-/desk/decisions/{decision.pk}/undo", {"back": back})
    comment.refresh_from_db()
    assert comment.state == was == QueueItem.objects.get(pk=comment.pk).state
    again = at_desk.post(f"/-/desk/decisions/{decision.pk}/undo", {"back": back})
    assert again.status_code == 409


def test_removing_with_a_reason_and_a_sentence(at_desk: Client, a_story: StoryMaker, a_comment: Any) -> None:
    comment = a_comment(a_story())
    reason = Reason.objects.create(name="Insults a person")
    at_desk.post(
        f"/-/desk/comments/{comment.pk}/remove",
        {"seen": "published", "reason": reason.pk, "sentence": "Please do not."},
    )
    comment.refresh_from_db()
    decision = Decision.objects.latest("pk")
    assert (comment.reason, decision.reason, decision.sentence) == (reason, reason, "Please do not.")


def test_the_second_one_is_told_what_the_first_decided(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, ada: Any
) -> None:
    comment = a_comment(a_story(), state="held")
    moderation.decide_comment(comment, State.SPAM, ada)
    answer = at_desk.post(
        f"/-/desk/comments/{comment.pk}/publish", {"seen": "held"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "Ada has decided" in answer.json()["sentence"]
    same = at_desk.post(f"/-/desk/comments/{comment.pk}/spam", {"seen": "held"}, headers={"Accept": "application/json"})
    assert same.status_code == 409
    comment.refresh_from_db()
    assert comment.state == State.SPAM


def test_a_page_says_what_its_reader_saw_so_a_colleague_who_left_it_is_not_overruled(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, ada: Any, follow: Any
) -> None:
    comment = a_comment(a_story(), state="published")
    follow()
    page = at_desk.get(f"/-/desk/comments/{comment.pk}").content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen and Seen.read(seen[1])
    moderation.keep_comment(comment, ada)
    refused = at_desk.post(f"/-/desk/comments/{comment.pk}/remove", {"seen": seen[1]})
    assert refused.status_code == 409 and "Ada has decided" in refused.content.decode()
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("comments/999999/publish", {}, 410),
        ("comments/{id}/remove", {"seen": "held", "reason": "77"}, 410),
        ("comments/{id}/remove", {"seen": "held", "reason": "x"}, 410),
        ("comments/{id}/remove", {"seen": "held", "sentence": "x" * 501}, 413),
        ("comments/{id}/publish", {}, 422),
        ("comments/{id}/publish", {"seen": "gone"}, 422),
        ("decisions/999999/undo", {}, 410),
        ("bulk/selected", {"comment": "x.held", "state": "spam"}, 410),
        ("bulk/selected", {"comment": "{id}.held", "state": "gone"}, 410),
        ("bulk/999999/undo", {}, 410),
        ("bulk/decide?queue=held", {"state": "spam", "many": "0"}, 409),
    ],
)
def test_what_is_forged_or_stale_is_a_sentence_and_nothing_is_done(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, follow: Any, path: str, fields: dict[str, str], status: int
) -> None:
    comment = a_comment(a_story(), state="held")
    follow()
    given = {name: value.replace("{id}", str(comment.pk)) for name, value in fields.items()}
    answer = at_desk.post(f"/-/desk/{path.replace('{id}', str(comment.pk))}", given)
    assert answer.status_code == status
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_a_comment_erased_meanwhile_cannot_be_decided(at_desk: Client, a_story: StoryMaker, a_comment: Any) -> None:
    from broadsheet.kit import DataSubject

    comment = a_comment(a_story(), state="held", reader=Reader(guest="b" * 32))
    discussion.erase_under(DataSubject(email="", guests=frozenset({"b" * 32})), words=True)
    answer = at_desk.post(f"/-/desk/comments/{comment.pk}/publish", {"seen": "held"})
    assert answer.status_code == 409
    comment.refresh_from_db()
    assert comment.state == State.REMOVED


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/-/desk/../../x\\@evil", "", "javascript:x"]
)
def test_a_decision_leads_back_to_the_desk_alone(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, back: str
) -> None:
    comment = a_comment(a_story())
    answer = at_desk.post(f"/-/desk/comments/{comment.pk}/hold", {"seen": "published", "back": back})
    assert answer["Location"].startswith("/-/desk/")


def test_spam_drawn_at_random_is_said_to_be_spam(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, follow: Any
) -> None:
    from broadsheet.spam import Judgement
    from broadsheet.spam.models import Label

    comment = a_comment(a_story(), state="spam")
    Judgement.objects.filter(pk=comment.pk).update(audit=True)
    follow()
    update_items([comment.pk])
    assert QueueItem.objects.get(pk=comment.pk).audit
    assert "It is spam" in at_desk.get("/-/desk/?queue=audit").content.decode()
    at_desk.post(f"/-/desk/comments/{comment.pk}/keep", {"seen": "spam"})
    assert list(Label.objects.values_list("spam", flat=True)) == [True]
    assert not QueueItem.objects.get(pk=comment.pk).audit
    at_desk.post(f"/-/desk/decisions/{Decision.objects.latest('pk').pk}/undo")
    comment.refresh_from_db()
    assert comment.state == State.SPAM and QueueItem.objects.get(pk=comment.pk).audit
