"""Of whatever happens to a comment, every sheet that changes is announced, and few that do not."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments import Comment, State
from broadsheet.comments.threads import list_sheets, sheets_showing
from broadsheet.discussion.liking import like
from broadsheet.kit import Gone, Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation import feature, hide_comment, pin, publish_comment, shut_thread
from broadsheet.people import Person, Reader, Role
from broadsheet.stories import Order
from tests.comments.threads.test_thread_pages import fresh, printed, say, shapes, slow, story, talk

__all__ = ["story"]


@slow
@given(
    parents=shapes,
    order=st.sampled_from(Order.values),
    steps=st.lists(
        st.tuples(
            st.sampled_from(["post", "reply", "hide", "publish", "like", "feature", "pin", "shut"]),
            st.integers(0, 10_000),
        ),
        max_size=6,
    ),
)
def test_only_announced_sheets_differ(
    story: Any, parents: list[int | None], order: str, steps: list[tuple[str, int]]
) -> None:
    story = fresh(story)
    type(story).objects.filter(pk=story.pk).update(order=order)
    story.order = order
    talk(story, parents)
    readers = count()
    known: set[str] = set()  # every sheet that was ever printed: it lies there for ever
    for what, which in steps:
        known |= set(list_sheets(story))
        before = printed(story, known)
        kind, comment = act(story, what, which, next(readers))
        comment = Comment.objects.select_related("story", "thread").get(pk=comment.pk)
        comment.story = story
        announced = set(sheets_showing(comment, kind))
        assert announced <= set(sheets_showing(comment))
        after = printed(story, known | set(list_sheets(story)))
        assert after.keys() >= before.keys()
        assert {address for address in after if after[address] != before.get(address)} <= announced
        known |= announced
        assert len(announced) <= 20


def act(story: Any, what: str, which: int, reader: int) -> tuple[Kind, Comment]:
    comments = list(Comment.objects.order_by("pk"))
    chosen = comments[which % len(comments)]
    if what == "post":
        return Kind.COMMENT_POSTED, say(story)
    if what == "reply" and chosen.state == State.PUBLISHED and not (chosen.thread or chosen).shut:
        return Kind.COMMENT_POSTED, say(story, chosen)
    if what == "like" and chosen.state == State.PUBLISHED:
        like(chosen, Reader(guest=f"{reader:032x}"))
        return Kind.COMMENT_LIKED, chosen
    if what == "hide":
        hide_comment(chosen, state=State.SPAM)
        return Kind.COMMENT_HIDDEN, chosen
    if what in _MARKS:
        marked = chosen.thread or chosen if what != "feature" else chosen
        with suppress(Gone, Unfit):
            _MARKS[what](
                marked, staff(), on=not getattr(marked, {"feature": "featured", "pin": "pinned"}.get(what, what))
            )
        return Kind.COMMENT_MARKED, marked
    publish_comment(chosen)
    return Kind.COMMENT_PUBLISHED, chosen


_MARKS = {"feature": feature, "pin": pin, "shut": shut_thread}


def staff() -> Person:
    return Person.objects.get_or_create(email="dee@paper.example", defaults={"role": Role.MODERATOR})[0]


def changes(story: Any, parent: Comment | None = None) -> tuple[set[str], set[str]]:
    """Which sheets one more comment changed, and which were announced."""
    before = printed(story, set(list_sheets(story)))
    comment = say(story, parent)
    after = printed(story, set(list_sheets(story)))
    changed = {address for address in after if after[address] != before.get(address)}
    return changed, set(sheets_showing(comment, Kind.COMMENT_POSTED))


@pytest.mark.parametrize(("size", "cuts"), [(97, True), (98, True), (99, True), (147, False), (224, False)])
def test_a_cut_is_announced_with_its_neighbours(story: Any, size: int, cuts: bool) -> None:
    comments = talk(story, [None, *[0] * size])
    sheets = len(list_sheets(story))
    for answered in (comments[90], comments[30], comments[60], comments[90], comments[0], comments[1]) * 2:
        changed, announced = changes(story, answered)
        assert changed
        assert changed <= announced
    assert len(list_sheets(story)) == sheets + cuts


@pytest.mark.parametrize("size", [19, 24, 49])
def test_list_sheets_around_a_new_one_are_announced(story: Any, size: int) -> None:
    talk(story, [None] * size)
    for _ in range(3):
        changed, announced = changes(story)
        assert changed
        assert changed <= announced


def test_best_sheets_that_move_are_announced(story: Any) -> None:
    comments = talk(story, [None] * 130)
    for number in range(0, 130, 9):
        like(comments[number], Reader(guest="a" * 32))
    for number in (0, 18, 99, 117, 129):
        for change, kind in ((hide_comment, Kind.COMMENT_HIDDEN), (publish_comment, Kind.COMMENT_PUBLISHED)):
            before = printed(story, set(list_sheets(story)))
            comments[number].refresh_from_db()
            change(comments[number])
            after = printed(story, set(list_sheets(story)))
            changed = {address for address in after if after[address] != before.get(address)}
            assert changed
            assert changed <= set(sheets_showing(comments[number], kind))
