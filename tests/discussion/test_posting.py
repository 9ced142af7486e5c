"""Posting a comment."""

from __future__ import annotations

from typing import Any

from broadsheet.discussion import Comment, Discussion, State, first_part, list_sheets, sheet_markup, where
from tests.conftest import StoryMaker


def test_replies_stand_under_their_parents(a_story: StoryMaker, a_comment: Any) -> None:
    story = a_story()
    first = a_comment(story, "One")
    second = a_comment(story, "Two")
    reply = a_comment(story, "Three", parent=first)
    shown = [(one.comment.pk, one.depth) for one in first_part(story).items]
    assert shown == [(first.pk, 1), (reply.pk, 2), (second.pk, 1)]
    markup = sheet_markup(first_part(story))
    assert markup.count("<ol") == markup.count("</ol>") == 2
    assert markup.count("<li>") == markup.count("</li>") == 3
    assert where(reply) == f"{story.address}#comment-{reply.pk}"
    assert len(list_sheets(story)) == 3
    assert Discussion.objects.get(pk=story.pk).comments == 3


def test_a_thread_keeps_its_number(a_story: StoryMaker, a_comment: Any) -> None:
    story = a_story()
    comments = [a_comment(story, f"Number {number}") for number in range(3)]
    assert [comment.number for comment in comments] == [0, 1, 2]
    assert Comment.objects.filter(state=State.PUBLISHED).count() == 3
