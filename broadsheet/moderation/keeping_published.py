"""Looked at and left as it is: that, too, is a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, State, take
from broadsheet.kit import Decided, Gone
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_by_deciding
from broadsheet.moderation.deciding import comment_decided
from broadsheet.moderation.filter_training import teach
from broadsheet.moderation.models import Decision
from broadsheet.people import Person


@transaction.atomic
def keep_comment(comment: Comment, by: Person, *, seen: str = "") -> Decision:
    """A published comment stays, or spam is spam: flags are answered, the filter learns that it is so.

    Raises Decided, and does nothing, when it is neither, or `seen` is another state; Gone when it is no more.
    """
    take(comment.story_id)
    state = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).first()
    if state is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    if state not in {State.PUBLISHED, State.SPAM} or (seen and seen != state):
        raise Decided(comment_decided(comment))
    comment.state = state
    teach(comment, "", by)
    decision = Decision.objects.create(comment=comment, by=by, was=state, became=state)
    if not answer_by_deciding(comment, State(state), by):
        ledger.record(Kind.FLAGS_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return decision
