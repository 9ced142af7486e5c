"""What staff decide, and the numbers that follow from it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.comments import Comment, Discussion, State, change_state
from broadsheet.moderation import hide_comment, publish_comment
from tests.comments.threads.test_thread_pages import fresh, shapes, talk
from tests.conftest import StoryMaker


def counted(story: Any) -> None:
    """Every kept number is what counting gives."""
    discussion = Discussion.objects.get(pk=story.pk)
    published = Comment.objects.filter(story=story, state=State.PUBLISHED)
    assert discussion.comments == published.count()
    for top in Comment.objects.filter(story=story, thread=None):
        assert top.replies == published.filter(thread=top).count()
        if top.state == State.PUBLISHED or top.replies:
            assert top.number is not None
    numbers = list(Comment.objects.filter(story=story, number__isnull=False).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert max((number or 0 for number in numbers), default=-1) < discussion.threads


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
