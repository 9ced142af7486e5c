"""Looked at and left as it is: that, too, is a decision."""

from __future__ import annotations

from django.db import transaction

from broadsheet import ledger
from broadsheet.discussion.acknowledging import answer_by_deciding
from broadsheet.discussion.counting import take
from broadsheet.discussion.deciding import comment_decided
from broadsheet.discussion.models import Comment, Decision, State
from broadsheet.discussion.refusals import Decided
from broadsheet.discussion.screening import confirm
from broadsheet.ledger import Kind
from broadsheet.people import Person


@transaction.atomic
def keep_comment(comment: Comment, by: Person) -> Decision:
    """A published comment stays: its flags are answered, the filter learns that it is good.

    Raises Decided, and does nothing, when it is not published any more.
    """
    take(comment.story_id)
    if not Comment.objects.filter(pk=comment.pk, state=State.PUBLISHED).exists():
        raise Decided(comment_decided(comment))
    comment.state = State.PUBLISHED
    confirm(comment, by)
    decision = Decision.objects.create(comment=comment, by=by, was=State.PUBLISHED, became=State.PUBLISHED)
    if not answer_by_deciding(comment, State.PUBLISHED, by):
        ledger.record(Kind.FLAGS_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return decision
