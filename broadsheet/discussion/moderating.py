"""What staff decide about a comment: published, held, spam or removed."""

from __future__ import annotations

from django.db import transaction

from broadsheet import ledger
from broadsheet.discussion.counting import count_in, count_out, next_number, take
from broadsheet.discussion.models import Comment, Discussion, State
from broadsheet.discussion.screening import teach
from broadsheet.ledger import Kind
from broadsheet.people import Person


def publish_comment(comment: Comment, by: Person | None = None) -> None:
    """Let everybody read it, whatever state it was in."""
    with transaction.atomic():
        was = comment.state
        if change_state(comment, State.PUBLISHED):
            teach(comment, was, by)
            _record(Kind.COMMENT_PUBLISHED, comment, by)


def hide_comment(comment: Comment, by: Person | None = None, state: State = State.REMOVED) -> None:
    """Take it from everybody's eyes: held, spam or removed. Its replies keep their place under a tombstone."""
    assert state != State.PUBLISHED
    with transaction.atomic():
        was = comment.state
        if change_state(comment, state):
            teach(comment, was, by)
            _record(Kind.COMMENT_HIDDEN, comment, by)


def _record(kind: Kind, comment: Comment, by: Person | None) -> None:
    ledger.record(kind, story=comment.story_id, comment=comment.pk, person=by.pk if by else None)


def change_state(comment: Comment, state: State) -> bool:
    """Change the state and keep every number right; False when it was so already. Within the caller's transaction."""
    discussion = take(comment.story_id)
    was = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).get()
    comment.state = state
    if was == state:
        return False
    Comment.objects.filter(pk=comment.pk).update(state=state)
    if state == State.PUBLISHED:
        _number_thread(discussion, comment)
        if comment.thread_id is not None:
            comment.thread = Comment.objects.get(pk=comment.thread_id)  # its numbers as of now
        count_in(discussion, comment)
    elif was == State.PUBLISHED:
        count_out(discussion, comment)
    return True


def _number_thread(discussion: Discussion, comment: Comment) -> None:
    """A thread is numbered when something of it is first published: usually, but not always, its first comment."""
    top_id = comment.top_id
    if Comment.objects.filter(pk=top_id, number__isnull=True).update(number=discussion.threads):
        number = next_number(discussion)
        if comment.pk == top_id:
            comment.number = number
