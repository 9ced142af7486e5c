"""Forgetting who wrote what was hidden long ago, and its words; and what the spam filter said of comments.

How long it has been hidden is read in the ledger: what an import brought has no line there, and stays as it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from broadsheet import ledger, spam
from broadsheet.comments import Comment, State, forget_words
from broadsheet.kit import in_turn
from broadsheet.ledger import Entry, Kind
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
        waiting = set(Comment.objects.filter(pk__in=subjects, state=State.HELD).values_list("pk", flat=True))
        count += spam.forget_judgements(subject for subject in subjects if subject not in waiting)
    return count


def _forget(comments: Iterable[int], before: datetime) -> int:
    hidden = Comment.objects.filter(pk__in=comments, state__in=[State.REMOVED, State.SPAM])
    over = [pk for pk, story in hidden.values_list("pk", "story_id") if not _hidden_again(story, pk, before)]
    with in_turn():
        forget_words(over)
        rows = Comment.objects.filter(pk__in=over)
        return rows.update(text="", html="", digest="", email="", website="", guest="", person=None)


def _hidden_again(story: int, comment: int, before: datetime) -> bool:
    """A later line about it comes up in its own time."""
    later = Entry.objects.filter(story=story, comment=comment, kind__in=_HIDING, at__gte=before)
    return later.exists()
