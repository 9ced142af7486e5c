"""What staff decide, and the plain list where they do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.discussion import Comment, Discussion, State, flag, hide_comment, publish_comment
from broadsheet.discussion.moderating import change_state
from broadsheet.people import Reader
from tests.conftest import StoryMaker
from tests.discussion.test_given import ATTACKS
from tests.discussion.test_sheets import fresh, shapes, talk


def counted(story: Any) -> None:
    """Every kept number is what counting gives."""
    discussion = Discussion.objects.get(pk=story.pk)
    published = Comment.objects.filter(story=story, state=State.PUBLISHED)
    assert discussion.comments == published.count()
    for top in Comment.objects.filter(story=story, thread=None):
        assert top.replies == published.filter(thread=top).count()
        if top.state == State.PUBLISHED or top.replies:
            assert top.number is not None
    numbers = Comment.objects.filter(story=story, number__isnull=False).values_list("number", flat=True)
    assert all(number < discussion.threads for number in numbers if number is not None)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=shapes,
    began=st.lists(st.sampled_from(State.values), min_size=60, max_size=60),
    steps=st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(list(State))), max_size=12),
)
def test_numbers_stay_right(
    a_story: StoryMaker, parents: list[int | None], began: list[str], steps: list[tuple[int, State]]
) -> None:
    story = fresh(a_story())
    comments = talk(story, parents, began[: len(parents)])
    counted(story)
    for which, state in steps:
        comment = Comment.objects.get(pk=comments[which % len(comments)].pk)
        if state == State.PUBLISHED:
            publish_comment(comment)
        else:
            hide_comment(comment, state=state)
        counted(story)


def test_a_state_is_changed_once(a_story: StoryMaker, a_comment: Any) -> None:
    comment = a_comment(a_story())
    assert change_state(comment, State.SPAM)
    assert not change_state(comment, State.SPAM)


@pytest.mark.parametrize("action", ["publish", "hold", "spam", "remove"])
def test_only_moderators_decide(client: Client, a_story: StoryMaker, a_comment: Any, bo: Any, action: str) -> None:
    comment = a_comment(a_story(), state="held" if action == "publish" else "published")
    address = f"/-/comments/{comment.pk}/{action}"
    before = comment.state
    assert client.post(address).status_code == 302
    client.force_login(bo)
    assert client.post(address).status_code == 403
    comment.refresh_from_db()
    assert comment.state == before


@pytest.mark.parametrize(
    ("action", "state"), [("publish", "published"), ("hold", "held"), ("spam", "spam"), ("remove", "removed")]
)
def test_a_moderator_decides(
    client: Client, a_story: StoryMaker, a_comment: Any, dee: Any, action: str, state: str
) -> None:
    comment = a_comment(a_story(), state="held" if action == "publish" else "published")
    client.force_login(dee)
    answer = client.post(f"/-/comments/{comment.pk}/{action}", {"back": "/-/comments/?state=spam"})
    assert answer["Location"] == "/-/comments/?state=spam"
    comment.refresh_from_db()
    assert comment.state == state


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/-/comments/../../x\\@evil", "", "javascript:x"]
)
def test_a_decision_leads_back_to_the_list_alone(
    client: Client, a_story: StoryMaker, a_comment: Any, dee: Any, back: str
) -> None:
    comment = a_comment(a_story())
    client.force_login(dee)
    answer = client.post(f"/-/comments/{comment.pk}/hold", {"back": back})
    assert answer["Location"].startswith("/-/comments/")


def test_the_list_is_for_moderators(client: Client, bo: Any, dee: Any) -> None:
    assert client.get("/-/comments/").status_code == 302
    client.force_login(bo)
    assert client.get("/-/comments/").status_code == 403
    client.force_login(dee)
    assert client.get("/-/comments/").status_code == 200


def test_the_list_shows_one_state_newest_first_by_the_page(client: Client, a_story: StoryMaker, dee: Any) -> None:
    comments = talk(a_story(), [None] * 60, ["held"] * 55 + ["spam"] * 5)
    client.force_login(dee)
    page = client.get("/-/comments/").content.decode()
    assert page.index(f"comment-{comments[54].pk}") < page.index(f"comment-{comments[53].pk}")
    assert page.count("<article") == 50
    assert f"before={comments[5].pk}" in page
    older = client.get(f"/-/comments/?state=held&before={comments[5].pk}").content.decode()
    assert older.count("<article") == 5
    assert client.get("/-/comments/?state=spam").content.decode().count("<article") == 5
    assert client.get("/-/comments/?state=nonsense&before=x").status_code == 200


def test_attacks_are_text_in_the_list(client: Client, a_story: StoryMaker, dee: Any) -> None:
    comments = talk(a_story(headline=ATTACKS[0]), [None] * len(ATTACKS), ["held"] * len(ATTACKS))
    for comment, attack in zip(comments, ATTACKS, strict=True):
        Comment.objects.filter(pk=comment.pk).update(name=attack[:80], email=attack[:200], website=attack[:200])
    client.force_login(dee)
    page = client.get("/-/comments/").content.decode()
    assert "<script" not in page
    assert "<svg" not in page
    assert "<img" not in page
    assert "onclick=alert" not in page.replace("&lt;b onclick=alert", "")


def test_what_readers_flagged_is_listed_with_their_reasons(client: Client, a_story: StoryMaker, dee: Any) -> None:
    comments = talk(a_story(), [None] * 3)
    for comment, reason in zip(comments[:2], ["Rude <b>words</b>", "Gone"], strict=True):
        flag(comment, Reader(guest="a" * 32), reason)
    hide_comment(comments[1])
    client.force_login(dee)
    page = client.get("/-/comments/?state=flagged").content.decode()
    assert page.count("<article") == 1
    assert "Rude &lt;b&gt;words" in page
