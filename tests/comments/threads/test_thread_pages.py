"""Which sheets there are, what stands on them, and which of them a change alters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.comments import Comment, Contribution, State, take_in_comments
from broadsheet.comments.threads import Sheet, first_part, list_sheets, sheet_at, sheets_showing, where
from broadsheet.comments.threads.thread_pages import list_sheet
from broadsheet.discussion.liking import like
from broadsheet.discussion.markup import sheet_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.moderation import hide_comment
from broadsheet.people import Reader
from broadsheet.stories import Order
from tests.conftest import StoryMaker

BEGAN = datetime(2026, 5, 3, 12, tzinfo=UTC)
_numbers = count()


def talk(story: Any, parents: list[int | None], states: list[str] | None = None) -> list[Comment]:
    """A discussion of comments by the position of their parents, one a second."""
    rows = [
        Contribution(
            key=str(number),
            name=f"Reader {number}",
            text=f"Words {number}",
            html=f"<p>Words {number}</p>",
            created=BEGAN + timedelta(seconds=number),
            state=(states or [])[number] if states else State.PUBLISHED,
            parent=None if parent is None else str(parent),
        )
        for number, parent in enumerate(parents)
    ]
    ids = take_in_comments(story, rows)
    return [Comment.objects.get(pk=ids[row.key]) for row in rows]


def say(story: Any, parent: Comment | None = None) -> Comment:
    return post_comment(
        story, name="Bo", text=f"Something new {next(_numbers)}", parent=parent, reader=Reader(guest="b" * 32)
    )


def plain(address: str) -> str:
    return address.partition("#")[0]


def look(sheet: Sheet) -> str:
    return f"{sheet_markup(sheet)} {sheet.previous} {sheet.next} {sheet.title}"


def printed(story: Any, addresses: set[str]) -> dict[str, str]:
    """What stands on each sheet, were it printed now."""
    sheets = {address: sheet_at(story, address) for address in addresses}
    return {address: look(sheet) for address, sheet in sheets.items() if sheet is not None}


def shown(sheet: Sheet) -> list[int]:
    return [one.comment.pk for one in sheet.items]


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    return a_story(rule="everyone", order="oldest")


def test_the_first_part_shows_whole_excerpts_up_to_twenty(story: Any) -> None:
    talk(story, [None, *[0] * 12, None, *[13] * 6, *[None] * 10])
    sheet = first_part(story)
    assert sum(one.comment.state == State.PUBLISHED for one in sheet.items) == 20
    assert sheet.items[0].more == 5
    assert sheet.items[0].more_address == f"{story.address}thread/{sheet.items[0].comment.pk}/"
    assert plain(sheet.next) == f"{story.address}comments/oldest/1/"
    following = sheet_at(story, plain(sheet.next))
    assert following is not None
    assert shown(following)[:20] == shown(sheet)
    assert sheet.next.partition("#")[2] == f"comment-{shown(following)[20]}"


def test_a_large_thread_alone_fills_the_first_part(story: Any) -> None:
    talk(story, [None, *[0] * 40, None])
    assert len(first_part(story).items) == 9


def test_newest_first_is_the_same_sheets_backwards(story: Any) -> None:
    comments = talk(story, [None] * 60)
    third = list_sheet(story, Order.NEWEST, 3)
    assert third is not None
    assert shown(third) == [comment.pk for comment in reversed(comments[50:])]
    assert third.previous == ""
    assert third.next == f"{story.address}comments/newest/2/"
    assert list_sheet(story, Order.NEWEST, 4) is None


def test_best_first_ends_after_a_hundred_threads(story: Any) -> None:
    comments = talk(story, [None] * 110)
    like(comments[107], Reader(guest="a" * 32))
    first, last = list_sheet(story, Order.BEST, 1), list_sheet(story, Order.BEST, 4)
    assert first is not None
    assert last is not None
    assert shown(first)[:2] == [comments[107].pk, comments[0].pk]
    assert last.next == f"{story.address}comments/oldest/1/"
    assert list_sheet(story, Order.BEST, 5) is None


def test_a_long_thread_is_cut_into_bounded_sheets(story: Any) -> None:
    talk(story, [None, *[0] * 350])
    top = Comment.objects.get(number=0)
    sheet = sheet_at(story, f"{story.address}thread/{top.pk}/")
    seen: list[int] = []
    while sheet is not None:
        assert len(sheet.items) <= 100
        seen += shown(sheet)
        sheet = sheet_at(story, sheet.next) if sheet.next else None
    assert seen == list(Comment.objects.order_by("pk").values_list("pk", flat=True))


def test_a_thread_that_grows_is_cut_by_the_reply_that_is_too_many(story: Any) -> None:
    comments = talk(story, [None, *[0] * 99])
    assert len(list_sheets(story)) == len({*list_sheets(story)})
    before = {address for address in list_sheets(story) if "/thread/" in address}
    say(story, comments[0])
    after = {address for address in list_sheets(story) if "/thread/" in address}
    assert len(before) == 1
    assert len(after) == 2


def test_display_is_limited_and_the_true_parent_kept(story: Any) -> None:
    comments = talk(story, [None, *range(9)])
    items = first_part(story).items
    sheet = sheet_at(story, f"{story.address}thread/{comments[0].pk}/")
    assert sheet is not None
    assert [one.depth for one in sheet.items] == [1, 2, 3, 4, 5, 6, 6, 6, 6, 6]
    assert [one.in_reply_to and one.in_reply_to.pk for one in sheet.items[6:]] == [one.pk for one in comments[5:9]]
    assert [one.parent_id for one in comments[1:]] == [one.pk for one in comments[:-1]]
    assert max(one.depth for one in items) == 6
    assert "in reply to <bdi>Reader 5</bdi>" in sheet_markup(sheet)


def test_a_tombstone_stands_only_where_it_has_a_reply(story: Any) -> None:
    comments = talk(story, [None, 0, 1, None])
    hide_comment(comments[1])
    hide_comment(comments[3])
    markup = sheet_markup(first_part(story))
    assert f'<article id="comment-{comments[1].pk}" class="comment gone">' in markup
    assert "Words 1<" not in markup
    assert f"comment-{comments[3].pk}" not in markup
    hide_comment(comments[2])
    assert f"comment-{comments[1].pk}" not in sheet_markup(first_part(story))


@pytest.mark.parametrize("state", [State.HELD, State.SPAM, State.REMOVED])
def test_hidden_words_stand_on_no_sheet(story: Any, state: State) -> None:
    comments = talk(story, [None, 0, *[1] * 10, None])
    for hidden in (comments[0], comments[1], comments[5]):
        hide_comment(hidden, state=state)
    sheets = printed(story, {*list_sheets(story), *sheets_showing(comments[5])})
    said = "".join(sheets.values())
    assert {number for number in range(13) if f"Words {number}<" in said} == set(range(13)) - {0, 1, 5}
    assert {number for number in range(13) if f"Reader {number}<" in said} == set(range(13)) - {0, 1, 5}


shapes = st.lists(st.integers(0, 10_000), min_size=1, max_size=60).map(
    lambda draws: [None if number == 0 or draw % 3 == 0 else draw % number for number, draw in enumerate(draws)]
)
slow = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def fresh(story: Any) -> Any:
    """The same story with nothing said yet."""
    Comment.objects.update(parent=None, thread=None, number=None)
    Comment.objects.all().delete()
    type(story).objects.get(pk=story.pk)
    from broadsheet.comments import Discussion

    Discussion.objects.all().delete()
    return type(story).objects.get(pk=story.pk)


@slow
@given(parents=shapes, hidden=st.sets(st.integers(0, 59), max_size=10))
def test_every_comment_stands_once_where_it_can_be_found(
    story: Any, parents: list[int | None], hidden: set[int]
) -> None:
    story = fresh(story)
    states = [State.SPAM if number in hidden else State.PUBLISHED for number in range(len(parents))]
    comments = talk(story, parents, list(states))
    on_lists: list[int] = []
    on_threads: set[int] = set()
    for address in list_sheets(story):
        sheet = sheet_at(story, address)
        assert sheet is not None
        assert sheet.address == address
        ids = [one.comment.pk for one in sheet.items if one.comment.state == State.PUBLISHED]
        assert len(ids) == len(set(ids))
        assert len(ids) <= 200
        if "/comments/oldest/1" in address or (address == story.address and len(comments) <= 20):
            on_lists += ids
        if "/thread/" in address:
            on_threads |= set(ids)
    for comment in comments:
        comment.refresh_from_db()
        if comment.state == State.PUBLISHED:
            assert comment.pk in on_lists or comment.pk in on_threads
            sheet = sheet_at(story, plain(where(comment)))
            assert sheet is not None
            assert comment.pk in shown(sheet)
            assert plain(where(comment)) in list_sheets(story)
    assert len(on_lists) == len(set(on_lists))
