"""Changing and withdrawing what one has written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Comment, Discussion, State
from broadsheet.discussion.editing import edit_comment, withdraw_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.refusals import TooLate
from broadsheet.kit import Gone, NotYours
from broadsheet.ledger import Kind
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from tests.conftest import StoryMaker

BO = Reader(guest="b" * 32)


@pytest.fixture
def comment(a_story: StoryMaker) -> Comment:
    return post_comment(a_story(rule="everyone"), name="Bo", text="Frist", reader=BO)


def older(comment: Comment, minutes: float) -> Comment:
    comment.created = timezone.now() - timedelta(minutes=minutes)
    comment.save(update_fields=["created"])
    return comment


def test_the_writer_changes_the_words(comment: Comment) -> None:
    before = ledger.latest()
    changed = edit_comment(comment, text="*First*", reader=BO)
    assert (changed.html, changed.state) == ("<p><em>First</em></p>", State.PUBLISHED)
    assert changed.edited is not None
    assert [line.kind for line in ledger.after(before)] == [Kind.COMMENT_EDITED]


def test_the_same_words_are_no_change(comment: Comment) -> None:
    before = ledger.latest()
    assert edit_comment(comment, text="Frist", reader=BO).edited is None
    assert ledger.latest() == before


@pytest.mark.parametrize("reader", [Reader(), Reader(guest="c" * 32), Reader(guest="")])
def test_nobody_else_changes_or_withdraws_it(comment: Comment, reader: Reader) -> None:
    Comment.objects.filter(pk=comment.pk).update(guest=comment.guest)
    with pytest.raises(NotYours):
        edit_comment(comment, text="Mine now", reader=reader)
    with pytest.raises(NotYours):
        withdraw_comment(comment, reader=reader)


def test_a_comment_without_a_guest_belongs_to_no_guest(comment: Comment, dee: Any) -> None:
    Comment.objects.filter(pk=comment.pk).update(guest="")
    for reader in (Reader(), Reader(guest="", person=dee)):
        with pytest.raises(NotYours):
            edit_comment(comment, text="Mine now", reader=reader)


def test_after_fifteen_minutes_it_stands(comment: Comment) -> None:
    assert edit_comment(older(comment, 14.9), text="First", reader=BO)
    with pytest.raises(TooLate):
        edit_comment(older(comment, 15), text="Frist again", reader=BO)
    with pytest.raises(TooLate):
        withdraw_comment(comment, reader=BO)


@pytest.mark.parametrize("state", [State.SPAM, State.REMOVED])
def test_what_is_gone_is_not_changed(comment: Comment, state: State) -> None:
    hide_comment(comment, state=state)
    with pytest.raises(Gone):
        edit_comment(comment, text="Back again", reader=BO)


def test_a_change_that_brings_links_is_held(comment: Comment) -> None:
    links = " ".join(f"[{n}](https://a{n}.example/)" for n in range(5))
    assert edit_comment(comment, text=links, reader=BO).state == State.HELD
    assert Discussion.objects.get(pk=comment.story_id).comments == 0


def test_what_was_let_through_is_held_again_when_changed(a_story: StoryMaker) -> None:
    for rule in ("known", "nobody"):
        comment = post_comment(a_story(rule=rule), name="Bo", text="Nice", reader=Reader(guest=rule.ljust(32, "x")))
        publish_comment(comment)
        changed = edit_comment(comment, text="Buy this", reader=Reader(guest=rule.ljust(32, "x")))
        assert changed.state == State.HELD


def test_a_withdrawn_comment_counts_no_more(comment: Comment) -> None:
    reply = post_comment(comment.story, name="Cy", text="I agree", parent=comment, reader=Reader(guest="c" * 32))
    assert withdraw_comment(comment, reader=BO).state == State.REMOVED
    assert Discussion.objects.get(pk=comment.story_id).comments == 1
    withdraw_comment(reply, reader=Reader(guest="c" * 32))
    assert Comment.objects.get(pk=comment.pk).replies == 0
