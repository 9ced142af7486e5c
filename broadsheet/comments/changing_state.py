"""Changing the state of a comment, and every number that follows from it."""

from __future__ import annotations

from broadsheet.comments.choices import State
from broadsheet.comments.counts import count_in, count_out, next_number, take
from broadsheet.comments.models import Comment, Discussion


def change_state(comment: Comment, state: State) -> bool:
    """False when it was so already. Within the caller's transaction."""
    discussion = take(comment.story_id)
    was = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).get()
    return change_from(discussion, comment, str(was), state)


def change_from(discussion: Discussion, comment: Comment, was: str, state: State) -> bool:
    """The same where the discussion is taken, and the state that the comment was in is known."""
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
