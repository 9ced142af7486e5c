"""Many comments at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet import ledger
from broadsheet.comments import Comment, Contribution, Discussion, State, take_in_comments
from broadsheet.comments.bulk_import import reorder
from broadsheet.comments.threads import first_part, sheet_at
from broadsheet.discussion.posting import post_comment
from broadsheet.people import Reader
from tests.comments.test_changing_state import counted
from tests.comments.threads.test_thread_pages import talk
from tests.conftest import StoryMaker

AT = datetime(2012, 3, 4, 5, 6, 7, tzinfo=UTC)


def row(key: str, parent: str | int | None = None, **fields: Any) -> Contribution:
    given = {"name": "Bo", "text": key, "html": f"<p>{key}</p>", "created": AT, **fields}
    return Contribution(key=key, parent=parent, **given)


def test_true_parents_and_times_are_kept_in_any_order(a_story: StoryMaker) -> None:
    story = a_story()
    before = ledger.latest()
    ids = take_in_comments(story, [row("reply", "top", created=AT + timedelta(hours=1)), row("top")])
    reply = Comment.objects.get(pk=ids["reply"])
    assert (reply.parent_id, reply.created) == (ids["top"], AT + timedelta(hours=1))
    assert ledger.latest() == before
    counted(story)


def test_a_second_import_joins_the_first_by_time(a_story: StoryMaker) -> None:
    story = a_story()
    ids = take_in_comments(story, [row("later", created=AT + timedelta(days=9))])
    more = take_in_comments(story, [row("earlier"), row("reply", ids["later"], created=AT + timedelta(days=10))])
    shown = [one.comment.pk for one in first_part(story).items]
    assert shown == [more["earlier"], ids["later"], more["reply"]]
    counted(story)


def test_readers_go_on_where_an_import_ended(a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    ids = take_in_comments(story, [row("top")])
    comment = post_comment(story, name="Bo", text="New", parent=ids["top"], reader=Reader(guest="b" * 32))
    assert comment.pk > ids["top"]
    counted(story)


def test_any_depth_is_kept(a_story: StoryMaker) -> None:
    story = a_story()
    comments = talk(story, [None, *range(1500)])
    assert Comment.objects.get(pk=comments[-1].pk).parent_id == comments[-2].pk
    sheet = sheet_at(story, f"{story.address}thread/{comments[0].pk}/")
    assert sheet is not None
    assert max(one.depth for one in sheet.items) == 6


def test_the_same_second_keeps_the_order_of_the_rows(a_story: StoryMaker) -> None:
    story = a_story()
    ids = take_in_comments(story, [row("top"), *(row(str(number), "top") for number in range(6))])
    assert [one.comment.pk for one in first_part(story).items] == list(ids.values())


def test_an_answer_to_what_was_never_published_has_a_thread(a_story: StoryMaker) -> None:
    story = a_story()
    ids = take_in_comments(story, [row("spam", state=State.SPAM), row("reply", "spam")])
    items = first_part(story).items
    assert [one.comment.pk for one in items] == list(ids.values())
    counted(story)


def test_a_parent_from_nowhere_and_a_circle_are_refused(a_story: StoryMaker) -> None:
    story = a_story()
    with pytest.raises(KeyError):
        take_in_comments(story, [row("a", "nobody")])
    with pytest.raises(KeyError):
        take_in_comments(story, [row("a", 999)])
    with pytest.raises(ValueError, match="circle"):
        take_in_comments(story, [row("a", "b"), row("b", "a")])
    assert not Comment.objects.exists()


def test_reordering_mends_every_number(a_story: StoryMaker) -> None:
    story = a_story()
    talk(story, [None, 0, 1, None, 3, *[0] * 120])
    Comment.objects.update(replies=7)
    Discussion.objects.update(comments=1)
    places = list(Comment.objects.order_by("pk").values_list("pk", "place", "number"))
    reorder(story)
    counted(story)
    assert list(Comment.objects.order_by("pk").values_list("pk", "place", "number")) == places
