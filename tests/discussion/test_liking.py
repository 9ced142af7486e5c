"""Likes and flags."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.discussion.liking import like, unlike
from broadsheet.discussion.markup import likes_words
from broadsheet.discussion.models import Like
from broadsheet.kit import Gone, TooFast, TooLong
from broadsheet.ledger import Kind
from broadsheet.moderation import hide_comment
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import flag
from broadsheet.people import Reader
from tests.conftest import StoryMaker

BO = Reader(guest="b" * 32)


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Comment:
    found: Comment = a_comment(a_story())
    return found


def test_liking_twice_is_liking_once(comment: Comment) -> None:
    assert [like(comment, BO), like(comment, BO), like(comment, Reader(guest="c" * 32))] == [1, 1, 2]
    assert [unlike(comment, BO), unlike(comment, BO)] == [1, 1]


def test_only_a_change_is_told(comment: Comment) -> None:
    before = ledger.latest()
    like(comment, BO)
    like(comment, BO)
    unlike(comment, BO)
    unlike(comment, BO)
    assert [line.kind for line in ledger.after(before)] == [Kind.COMMENT_LIKED] * 2


def test_signing_in_gives_no_second_like(comment: Comment, bo: Any) -> None:
    like(comment, BO)
    assert like(comment, Reader(guest=BO.guest, person=bo)) == 1
    assert unlike(comment, Reader(guest=BO.guest, person=bo)) == 0


def test_a_story_is_liked_once(a_story: StoryMaker, bo: Any) -> None:
    story = a_story()
    assert [like(story, BO), like(story, BO), like(story, Reader(person=bo))] == [1, 1, 2]
    assert unlike(story, BO) == 1


def test_what_is_hidden_cannot_be_liked_or_flagged(comment: Comment) -> None:
    hide_comment(comment)
    with pytest.raises(Gone):
        like(comment, BO)
    with pytest.raises(Gone):
        flag(comment, BO)


def test_a_flag_counts_once_a_reader(comment: Comment, bo: Any) -> None:
    assert flag(comment, BO, "Rude")
    assert not flag(comment, BO, "Very rude")
    assert flag(comment, Reader(person=bo))
    comment.refresh_from_db()
    assert comment.flags == Flag.objects.count() == 2


def test_a_long_reason_is_refused(comment: Comment) -> None:
    with pytest.raises(TooLong):
        flag(comment, BO, "x" * 301)


def test_pressing_is_paced(comment: Comment, settings: Any) -> None:
    settings.PACING = True
    for _ in range(15):
        like(comment, BO, "n")
        unlike(comment, BO, "n")
    with pytest.raises(TooFast):
        like(comment, BO, "n")


def test_likes_are_said_in_words() -> None:
    assert [likes_words(number) for number in (0, 1, 3)] == ["", "(1)", "(3)"]


@pytest.mark.django_db(transaction=True)
def test_one_reader_at_once_many_times_is_one_like(a_story: StoryMaker, a_comment: Any) -> None:
    comment = a_comment(a_story())

    def press(number: int) -> None:
        try:
            like(comment, Reader(guest=f"{number % 3:032x}"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(24)))
    comment.refresh_from_db()
    assert comment.likes == Like.objects.count() == 3
