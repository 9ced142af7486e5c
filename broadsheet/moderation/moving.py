"""Moving a comment, with all that answers it, to the discussion where it belongs."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Part, digest_of, reorder, take_all
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
    found = Comment.objects.filter(pk=comment.pk).select_related("story").defer("story__body").first()
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
    comment = Comment.objects.select_related("story").get(pk=move.comment_id)
    take_all([comment.story_id, move.story_id])
    last = Move.objects.filter(comment=comment, undone=None).order_by("-pk").first()
    if last != move or not Move.objects.filter(pk=move.pk, undone=None).update(undone=timezone.now()):
        raise Decided(gettext("Nothing was done: it was moved back already, or moved on since."))
    here = comment.story
    parent = Comment.objects.filter(pk=move.parent_id or 0, story=move.story_id).first()
    _carry(comment, move.story, parent)
    _record(here, move.story, comment, by)


def _carry(comment: Comment, to: Story, parent: Comment | None) -> None:
    """Both discussions are put in order again from parents and times; whatever was cut of the thread is cut anew."""
    origin, ids = comment.story, _with_replies(comment.pk)
    Part.objects.filter(thread__in=ids).delete()
    for pk, text in Comment.objects.filter(pk__in=ids).values_list("pk", "text"):
        Comment.objects.filter(pk=pk).update(story=to, number=None, pinned=False, digest=digest_of(to.pk, text))
    thread = None if parent is None else parent.thread_id or parent.pk
    Comment.objects.filter(pk=comment.pk).update(parent=parent, thread_id=thread)
    for story in (origin, to):
        reorder(story)
    comment.refresh_from_db()


def _with_replies(comment: int) -> list[int]:
    """The ids of a comment and of everything under it."""
    found, newest = [comment], [comment]
    while newest:
        newest = list(Comment.objects.filter(parent__in=newest).values_list("pk", flat=True))
        found += newest
        if len(found) > MOST:
            raise Unfit(gettext("More than 2,000 comments hang on this one: that is too much to move at once."))
    return found


def _record(origin: Story, to: Story, comment: Comment, by: Person) -> None:
    ledger.record(Kind.THREAD_MOVED, story=origin.pk, comment=comment.pk, person=by.pk)
    ledger.record(Kind.THREAD_MOVED, story=to.pk, comment=comment.pk, person=by.pk)
