"""Retention: deleting the text and the writer of comments that were hidden long ago, and what the spam filter said of comments.

How long it has been hidden is read in the ledger: what an import brought has no line there, and stays as it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from broadsheet import ledger, spam
from broadsheet.comments import forget_words
from broadsheet.comments.queries import forget_hidden, held_among, hidden_among
from broadsheet.kit import in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.reports import forget_what_was_told

HIDDEN = timedelta(days=90)
_READER = "retention-hidden"
_HIDING = {Kind.COMMENT_POSTED, Kind.COMMENT_HIDDEN, Kind.COMMENT_WITHDRAWN}  # the filter may hide what is posted
_TOGETHER = 500  # lines
_MOST_LINES = 50_000  # in one run: printing waits for it


def forget_what_is_over() -> int:
    """What was spam or removed three months ago, and is still, loses words and writer, and so does what readers told
    the newsroom; gives how many rows."""
    before = timezone.now() - HIDDEN
    count = forget_what_was_told()
    for _ in range(_MOST_LINES // _TOGETHER):
        entries = [entry for entry in ledger.read(_READER, most=_TOGETHER) if entry.at < before]
        if not entries:
            break
        count += _forget({entry.comment for entry in entries if entry.kind in _HIDING and entry.comment}, before)
        with in_turn():
            ledger.advance(_READER, entries[-1].number)
    return count + _forget_judgements() + spam.forget_doubts()


def _forget_judgements() -> int:
    """What the filter said long ago, but for comments that still wait: their reasons are shown."""
    count = after = 0
    for _ in range(_MOST_LINES // _TOGETHER):
        subjects = spam.judged_long_ago(after, _TOGETHER)
        if not subjects:
            break
        after = subjects[-1]
        waiting = held_among(subjects)
        count += spam.forget_judgements(subject for subject in subjects if subject not in waiting)
    return count


def _forget(comments: Iterable[int], before: datetime) -> int:
    """A comment that was hidden again later comes up again with its later line."""
    over = [
        pk
        for pk, story in hidden_among(comments)
        if not ledger.has_entry_since(before, story=story, comment=pk, kinds=_HIDING)
    ]
    with in_turn():
        forget_words(over)
        return forget_hidden(over)
