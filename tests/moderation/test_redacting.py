"""Staff take a passage out, and never put a word in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.discussion.markup import comment_markup
from broadsheet.kit import Decided, Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation import redact_passage, undo_redaction
from broadsheet.moderation.models import Redaction
from broadsheet.moderation.redacting import GAP
from tests.conftest import StoryMaker

TEXT = "The bridge is old.\n\nAnd the mayor is a liar, as you know. So let us mend it."


@pytest.mark.parametrize(
    ("left", "becomes"),
    [
        ("The bridge is old.\n\nSo let us mend it.", f"The bridge is old.\n\n{GAP} So let us mend it."),
        (TEXT.replace("a liar", ""), TEXT.replace("a liar", "").replace("is ,", f"is {GAP},")),
        (TEXT.replace("liar", "…").replace("…", ""), TEXT.replace("liar", GAP)),
        (TEXT.replace("a liar", GAP), TEXT.replace("a liar", GAP)),
        ("The bridge is old.", f"The bridge is old.{GAP}"),
    ],
)
def test_what_is_taken_out_leaves_a_mark(
    a_story: StoryMaker, a_comment: Any, dee: Any, left: str, becomes: str
) -> None:
    comment = a_comment(a_story(), TEXT)
    redact_passage(comment, left, dee)
    comment.refresh_from_db()
    assert "".join(comment.text.split()) == "".join(becomes.split())
    assert comment.redacted
    assert "shortened by the newsroom" in comment_markup(comment)


@pytest.mark.parametrize("left", [TEXT + " Not.", TEXT.replace("old", "new"), "Something else", TEXT, "", GAP])
def test_words_that_are_not_the_writers_are_refused(a_story: StoryMaker, a_comment: Any, dee: Any, left: str) -> None:
    comment = a_comment(a_story(), TEXT)
    with pytest.raises(Unfit):
        redact_passage(comment, left, dee)
    comment.refresh_from_db()
    assert comment.text == TEXT
    assert not Redaction.objects.exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab c.\n", min_size=1, max_size=60), st.sets(st.integers(0, 59), max_size=30))
def test_any_words_may_go_and_come_back(
    a_story: StoryMaker, a_comment: Any, dee: Any, text: str, without: set[int]
) -> None:
    comment = a_comment(a_story(), f"Begin {text} end.")
    before = comment.text
    left = "".join(letter for place, letter in enumerate(before) if place not in without)
    try:
        cut = redact_passage(comment, left, dee)
    except Unfit:
        return
    after = Comment.objects.get(pk=comment.pk).text
    kept = iter("".join(before.split()))
    assert all(letter in kept for letter in "".join(after.replace(GAP, "").split())), (before, left, after)
    undo_redaction(cut, dee)
    comment.refresh_from_db()
    assert (comment.text, comment.redacted) == (before, False)


def test_only_the_last_cut_is_put_back(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    comment = a_comment(a_story(), TEXT)
    first = redact_passage(comment, TEXT.replace("old.", "."), dee)
    comment.refresh_from_db()
    second = redact_passage(comment, comment.text.replace("liar", ""), dee)
    with pytest.raises(Decided):
        undo_redaction(first, dee)
    undo_redaction(second, dee)
    undo_redaction(first, dee)
    with pytest.raises(Decided):
        undo_redaction(first, dee)
    comment.refresh_from_db()
    assert (comment.text, comment.redacted) == (TEXT, False)


def test_who_cuts_what_was_changed_meanwhile_is_told(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    comment = a_comment(a_story(), TEXT)
    with pytest.raises(Decided):
        redact_passage(comment, "The bridge", dee, seen="Another text")


def test_a_cut_is_in_the_ledger(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    comment = a_comment(a_story(), TEXT)
    redact_passage(comment, TEXT.replace("liar", ""), dee)
    last = ledger.after(ledger.latest() - 1)[-1]
    assert (last.kind, last.comment, last.person) == (Kind.COMMENT_REDACTED, comment.pk, dee.pk)
