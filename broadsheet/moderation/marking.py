"""What staff mark: a comment chosen by the newsroom, a thread that stands above the others, one that takes no more replies."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, State, take
from broadsheet.comments.changes import pinned_beside, set_mark, state_of
from broadsheet.kit import Gone, Unfit
from broadsheet.ledger import Kind
from broadsheet.people import Person

MOST_PINNED = 2  # of a story: what is pinned pushes the discussion down


def feature(comment: Comment, by: Person, *, on: bool = True) -> bool:
    """Choose it for everybody to find, or no longer. False when it was so already."""
    return _mark(comment, by, "featured", on=on)


def pin(comment: Comment, by: Person, *, on: bool = True) -> bool:
    """Let its thread stand above the others. Raises Unfit for a reply, and where two are pinned already."""
    if on and comment.parent_id is not None:
        raise Unfit(gettext("Only the first comment of a thread can be pinned."))
    return _mark(comment, by, "pinned", on=on)


def shut_thread(comment: Comment, by: Person, *, on: bool = True) -> bool:
    """Take no more replies anywhere in the thread of this comment; staff may still answer."""
    return _mark(comment if comment.thread is None else comment.thread, by, "shut", on=on)


@transaction.atomic
def _mark(comment: Comment, by: Person, mark: str, *, on: bool) -> bool:
    take(comment.story_id)
    state = state_of(comment)
    if state is None or (on and state != State.PUBLISHED and mark != "shut"):
        raise Gone(gettext("Only a published comment can be marked: nothing was done."))
    if on and mark == "pinned" and pinned_beside(comment) >= MOST_PINNED:
        raise Unfit(gettext("Two threads are pinned here already. Please unpin one of them first."))
    if not set_mark(comment, mark, on=on):
        return False
    ledger.record(Kind.COMMENT_MARKED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return True
