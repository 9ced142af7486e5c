"""A thread goes where it belongs, whole, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.comments import Comment
from broadsheet.comments.threads import first_part
from broadsheet.kit import Decided, Unfit
from broadsheet.moderation import move_back, move_thread
from tests.comments.test_changing_state import counted
from tests.comments.threads.test_thread_pages import shapes, talk
from tests.conftest import StoryMaker

FACTS = ("pk", "parent_id", "thread_id", "place", "created", "text", "state", "replies")


def facts(story: Any) -> list[Any]:
    return list(Comment.objects.filter(story=story).order_by("pk").values_list(*FACTS))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=shapes, which=st.integers(0, 10_000), states=st.lists(st.sampled_from(["published", "held"]), min_size=60)
)
def test_a_tree_moves_whole_and_back(
    a_story: StoryMaker, dee: Any, parents: list[int | None], which: int, states: list[str]
) -> None:
    here, there = a_story(), a_story()
    comments = talk(here, parents, states[: len(parents)])
    talk(there, [None, 0, None])
    before, others = facts(here), facts(there)
    move = move_thread(comments[which % len(comments)], there, dee)
    counted(here)
    counted(there)
    moved = Comment.objects.get(pk=move.comment_id)
    assert (moved.story_id, moved.parent_id, moved.thread_id) == (there.pk, None, None)
    assert not Comment.objects.filter(story=here, parent__story=there).exists()
    assert not Comment.objects.filter(story=there, parent__story=here).exists()
    move_back(move, dee)
    counted(here)
    counted(there)
    assert [row[:2] for row in facts(here)] == [row[:2] for row in before]
    assert [row[4:] for row in facts(here)] == [row[4:] for row in before]
    assert len(facts(there)) == len(others)
    with pytest.raises(Decided):
        move_back(move, dee)


def test_it_is_read_where_it_went(a_story: StoryMaker, dee: Any) -> None:
    here, there = a_story(), a_story()
    comments = talk(here, [None, 0, 1, None])
    move_thread(comments[1], there, dee)
    assert [shown.comment.pk for shown in first_part(here).items] == [comments[0].pk, comments[3].pk]
    assert [(s.comment.pk, s.depth) for s in first_part(there).items] == [(comments[1].pk, 1), (comments[2].pk, 2)]


def test_it_needs_another_story_that_is_read(a_story: StoryMaker, dee: Any) -> None:
    here, hidden = a_story(), a_story()
    comment = talk(here, [None])[0]
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)
    hidden.refresh_from_db()
    for story in (here, hidden):
        with pytest.raises(Unfit):
            move_thread(comment, story, dee)
