"""Answering flags: whether staff agreed, and, to those who left an address, a word."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, State
from broadsheet.comments.changes import set_flags
from broadsheet.kit import Gone, TooLong
from broadsheet.ledger import Kind
from broadsheet.moderation.models import Decision, Flag
from broadsheet.people import Person

MOST_OF_AN_ANSWER = 500  # letters
_ANSWERS = {State.REMOVED: True, State.SPAM: True, State.PUBLISHED: False}  # holding says nothing yet


def flags_of(comment: Comment) -> list[dict[str, Any]]:
    """The flags of a comment as the desk shows them, the newest first; who made them and where they want to hear is not.

    `right` is None until staff answered.
    """
    return [
        {
            "id": one.pk,
            "grievance": one.get_grievance_display() if one.grievance else "",
            "words": one.reason,
            "weight": one.weight,
            "at": one.at,
            "right": one.right,
            "hears": bool(one.email),
            "answer": one.answer,
        }
        for one in Flag.objects.filter(comment=comment).order_by("-pk")
    ]


@transaction.atomic
def answer_flags(comment: Comment, by: Person, words: str = "", *, right: bool = False) -> int:
    """Say of all flags that wait whether they were right, here that they were not; gives how many.

    The same flags never hold the comment again. `words` go to those who left an address. Raises TooLong, and Gone where
    none waits.
    """
    words = fit_answer(words)
    count = _answer(comment, right=right, words=words)
    if not count:
        raise Gone(gettext("Nothing was done: no flag of this comment waits any more."))
    ledger.record(Kind.FLAGS_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return count


def fit_answer(words: str) -> str:
    """One paragraph for a reader. Raises TooLong."""
    words = " ".join(words.replace("\0", "").split())
    if len(words) > MOST_OF_AN_ANSWER:
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": MOST_OF_AN_ANSWER}, "words")
    return words


def answer_by_deciding(comment: Comment, state: State, by: Person | None) -> bool:
    """A decision of staff answers the flags, too; whether any waited. Within the decision's transaction, before its line."""
    right = _ANSWERS.get(state)
    if by is None or not by.moderates or right is None or not _answer(comment, right=right, words=""):
        return False
    ledger.record(Kind.FLAGS_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return True


def ask_again(decision: Decision) -> None:
    """A decision was undone: the flags that it answered wait as before."""
    answered = Flag.objects.filter(comment=decision.comment_id, answered__gte=decision.at, answer="")
    count = answered.update(right=None, answered=None) if decision.by_id else 0
    if count:
        set_flags(decision.comment_id, count)


def _answer(comment: Comment, *, right: bool, words: str) -> int:
    waiting = Flag.objects.filter(comment=comment, right=None)
    count = waiting.update(right=right, answered=timezone.now(), answer=words)
    if count:
        set_flags(comment.pk, 0)
        comment.flags = 0
    return count
