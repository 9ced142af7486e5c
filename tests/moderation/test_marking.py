"""Chosen by the newsroom, pinned, shut."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.comments import Closed, State
from broadsheet.comments.threads import chosen, first_part, in_other_order, list_sheets, sheets_showing, where
from broadsheet.discussion.markup import comment_markup, sheet_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Gone, Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation import feature, hide_comment, pin, shut_thread
from broadsheet.people import Reader
from broadsheet.stories import Order
from tests.comments.threads.test_thread_pages import talk
from tests.conftest import StoryMaker


def test_what_is_chosen_says_so_and_is_found_above(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None] * 5)
    assert feature(comments[3], dee)
    assert not feature(comments[3], dee)
    assert "Featured by the newsroom" in comment_markup(comments[3])
    assert [one.pk for one in chosen(story)] == [comments[3].pk]
    hide_comment(comments[3])
    assert chosen(story) == []
    assert feature(comments[3], dee, on=False)


def test_what_is_not_published_is_not_chosen(a_story: StoryMaker, dee: Any) -> None:
    comment = talk(a_story(), [None], ["held"])[0]
    with pytest.raises(Gone):
        feature(comment, dee)


def test_a_pinned_thread_stands_first_in_every_order_and_once(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None] * 60)
    pin(comments[40], dee)
    for order in Order:
        items = [shown.comment.pk for shown in first_part(story, order).items]
        assert items[0] == comments[40].pk
        assert items.count(comments[40].pk) == 1
        assert len(items) == 20
    comments[40].refresh_from_db()
    assert where(comments[40]) == f"{story.address}#comment-{comments[40].pk}"
    assert 'class="comment h-cite pinned"' in sheet_markup(first_part(story))


def test_a_short_discussion_keeps_it_first_when_sorted_again(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None] * 4)
    pin(comments[2], dee)
    other = in_other_order(first_part(story, Order.OLDEST), Order.NEWEST)
    assert other
    assert [shown.comment.pk for shown in other.items] == [comments[n].pk for n in (2, 3, 1, 0)]
    assert [s.comment.pk for s in first_part(story, Order.NEWEST).items] == [s.comment.pk for s in other.items]


def test_the_next_sheet_of_the_best_is_the_right_one(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None] * 60)
    for comment in comments[50:52]:
        pin(comment, dee)
    assert f"comments/best/1/#comment-{comments[18].pk}" in first_part(story, Order.BEST).next


def test_replies_and_a_third_thread_are_not_pinned(a_story: StoryMaker, dee: Any) -> None:
    comments = talk(a_story(), [None, 0, None, None])
    with pytest.raises(Unfit):
        pin(comments[1], dee)
    pin(comments[0], dee)
    pin(comments[2], dee)
    with pytest.raises(Unfit):
        pin(comments[3], dee)
    pin(comments[0], dee, on=False)
    pin(comments[3], dee)


def test_a_shut_thread_takes_replies_of_staff_alone(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None, 0, None])
    assert shut_thread(comments[1], dee)
    reader = Reader(guest="a" * 32)
    for parent in comments[:2]:
        with pytest.raises(Closed, match="closed to replies"):
            post_comment(story, name="Bo", text=f"But {parent.pk}", parent=parent, reader=reader)
    post_comment(story, name="Bo", text="Elsewhere", parent=comments[2], reader=reader)
    assert post_comment(story, name="Dee", text="So it is.", parent=comments[1], reader=Reader(person=dee)).pk
    comments[0].refresh_from_db()
    shut_thread(comments[0], dee, on=False)
    post_comment(story, name="Bo", text="At last", parent=comments[0], reader=reader)


def test_a_shut_thread_offers_no_reply_on_any_sheet(a_story: StoryMaker, dee: Any) -> None:
    story = a_story()
    comments = talk(story, [None, *range(150)])
    shut_thread(comments[0], dee)
    comments[0].refresh_from_db()
    markup = sheet_markup(first_part(story))
    assert "is closed to replies" in markup
    assert "/reply" not in markup
    told = sheets_showing(comments[0], Kind.COMMENT_MARKED)
    assert {address for address in list_sheets(story) if "/thread/" in address} <= set(told)


def test_marks_need_what_is_there(a_story: StoryMaker, dee: Any) -> None:
    comment = talk(a_story(), [None], [State.PUBLISHED])[0]
    comment.delete()
    comment.pk = 10**9
    for mark in (feature, pin, shut_thread):
        with pytest.raises(Gone):
            mark(comment, dee)
