"""Moving a comment, with all that answers it, to the discussion where it belongs."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, take_all
from broadsheet.comments.changes import TooMany, move_rows
from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import Decided, Gone, Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation.models import Move
from broadsheet.people import Person
from broadsheet.stories import Story

MOST = 2_000  # comments moved at once


@transaction.atomic
def move_thread(comment: Comment, to: Story, by: Person) -> Move:
    """To another story, where it begins a thread of its own; times, writers, likes and the order of replies stay.

    Raises Gone where it is no more, Unfit for its own story, a withdrawn one, and more than 2,000 comments.
    """
    take_all([comment.story_id, to.pk])
    found = comment_with_story(comment.pk)
    if found is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    if to.pk == found.story_id:
        raise Unfit(gettext("It stands under this story already. Choose another."), "to")
    if not to.live:
        raise Unfit(gettext("This story is not published, so nobody could read the thread there."), "to")
    move = Move.objects.create(comment=found, story=found.story, parent=found.parent, by=by)
    _carry(found, to, None)
    _record(move.story, to, found, by)
    return move


@transaction.atomic
def move_back(move: Move, by: Person) -> None:
    """Where it came from, under what it answered. Raises Decided when it was moved again or back meanwhile."""
    comment = comment_with_story(move.comment_id)
    if comment is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    take_all([comment.story_id, move.story_id])
    last = Move.objects.filter(comment=comment, undone=None).order_by("-pk").first()
    if last != move or not Move.objects.filter(pk=move.pk, undone=None).update(undone=timezone.now()):
        raise Decided(gettext("Nothing was done: it was moved back already, or moved on since."))
    here = comment.story
    _carry(comment, move.story, move.parent_id)
    _record(here, move.story, comment, by)


def _carry(comment: Comment, to: Story, parent: int | None) -> None:
    try:
        move_rows(comment, to, parent, most=MOST)
    except TooMany:
        words = gettext("More than 2,000 comments hang on this one: that is too much to move at once.")
        raise Unfit(words) from None


def _record(origin: Story, to: Story, comment: Comment, by: Person) -> None:
    ledger.record(Kind.THREAD_MOVED, story=origin.pk, comment=comment.pk, person=by.pk)
    ledger.record(Kind.THREAD_MOVED, story=to.pk, comment=comment.pk, person=by.pk)
