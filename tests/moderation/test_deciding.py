"""Deciding about a comment: what its maker saw, and what somebody else decided since."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.comments import Comment, State
from broadsheet.kit import Decided, Gone
from broadsheet.moderation import (
    Decision,
    Seen,
    decide_comment,
    is_decided_since,
    keep_comment,
    last_decision_words,
    publish_comment,
    undo,
)
from tests.conftest import StoryMaker


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Comment:
    made: Comment = a_comment(a_story(), "One that waits.", state="held")
    return made


@pytest.mark.parametrize("text", ["", "held", "held.", "held.x", "gone.1", "held.1 ", "held.1.2", "held.٣"])
def test_what_was_seen_is_read_strictly(text: str) -> None:
    assert Seen.read(text) is None


def test_what_was_seen_comes_back_from_a_form(comment: Comment) -> None:
    seen = Seen.now(comment)
    assert seen.state == "held" and Seen.read(str(seen)) == seen


def test_a_decision_made_since_is_not_overruled(comment: Comment, dee: Any, ada: Any) -> None:
    seen = Seen.now(comment)
    publish_comment(comment, ada)
    with pytest.raises(Decided, match="meanwhile Ada has decided, and it was published"):
        decide_comment(comment, State.REMOVED, dee, seen=seen)
    assert Comment.objects.get().state == "published"


def test_nor_one_that_left_it_as_it_was(comment: Comment, dee: Any, ada: Any) -> None:
    publish_comment(comment, dee)
    seen = Seen.now(comment)
    keep_comment(comment, ada)
    with pytest.raises(Decided):
        decide_comment(comment, State.REMOVED, dee, seen=seen)
    with pytest.raises(Decided):
        keep_comment(comment, dee, seen=seen)
    decide_comment(comment, State.REMOVED, dee, seen=Seen.now(comment))
    assert Comment.objects.get().state == "removed"


def test_whoever_says_nothing_saw_the_comment_they_hold(comment: Comment, dee: Any, ada: Any) -> None:
    stale = Comment.objects.get(pk=comment.pk)
    publish_comment(comment, ada)
    with pytest.raises(Decided):
        decide_comment(stale, State.REMOVED, dee)
    assert Comment.objects.get().state == "published"


def test_ones_own_decisions_are_no_surprise(comment: Comment, dee: Any, ada: Any) -> None:
    seen = Seen.now(comment)
    publish_comment(comment, dee)
    assert not is_decided_since(comment, seen, besides=dee) and is_decided_since(comment, seen, besides=ada)
    keep_comment(comment, ada)
    assert is_decided_since(comment, seen, besides=dee)


def test_a_decision_is_not_undone_over_a_later_one(comment: Comment, dee: Any, ada: Any) -> None:
    first = decide_comment(comment, State.PUBLISHED, dee)
    assert first is not None
    keep_comment(comment, ada)
    with pytest.raises(Decided):
        undo(first, dee)
    undo(Decision.objects.latest("pk"), ada)
    undo(first, dee)
    assert Comment.objects.get().state == "held"


def test_the_last_decision_in_words(comment: Comment, ada: Any) -> None:
    assert last_decision_words(comment) == "Meanwhile this comment was held."
    publish_comment(comment, ada)
    assert last_decision_words(comment) == "Meanwhile Ada has decided, and it was published."


def test_a_comment_that_is_no_more(comment: Comment, dee: Any) -> None:
    made = decide_comment(comment, State.PUBLISHED, dee)
    assert made is not None
    Decision.objects.all().delete()
    Comment.objects.all().delete()
    with pytest.raises(Gone):
        decide_comment(comment, State.HELD, dee)
    with pytest.raises(Gone):
        undo(made, dee)
