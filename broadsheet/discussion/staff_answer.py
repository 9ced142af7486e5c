"""Answering a comment as staff: what is answered is published with the answer, or neither is."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.comments import Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Gone, Unfit, in_turn
from broadsheet.moderation import Seen, publish_comment
from broadsheet.people import Person, Reader


def answer_as_staff(comment: Comment, text: str, by: Person, *, seen: Seen | None = None) -> Comment:
    """Post an answer under this person's name; a comment that waits is published in the same transaction.

    `seen` is what they saw of the comment. Raises Gone for a removed one, Decided where somebody decided since, and what
    posting raises; then nothing has changed.
    """
    if comment.state == State.REMOVED:
        raise Gone(gettext("This comment was removed, so nobody could see what you answer."), "answer")
    if not text.strip():
        raise Unfit(gettext("Please write something."), "answer")
    with in_turn():
        if comment.state != State.PUBLISHED:
            publish_comment(comment, by, seen=seen)
        return post_comment(comment.story, name=by.name, text=text, parent=comment.pk, reader=Reader(person=by))
