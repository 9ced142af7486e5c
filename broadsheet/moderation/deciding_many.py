"""One decision about many comments: the same as deciding each, in a few statements."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from broadsheet import ledger
from broadsheet.comments import Side, State, change_state, take_all
from broadsheet.comments.changes import comments_to_decide, hide_all, sign_removal, stories_of
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_by_deciding
from broadsheet.moderation.filter_training import teach
from broadsheet.moderation.models import Decision, Reason
from broadsheet.people import Person


@transaction.atomic
def decide_comments(
    seen: Mapping[int, str], state: State, by: Person, *, reason: Reason | None = None, sentence: str = ""
) -> dict[int, int]:
    """Decide those that still are as they were `seen` (state by comment's id); gives the decisions' ids by comment.

    To be called with some hundred at a time: nobody posts under these stories meanwhile.
    """
    take_all(stories_of(seen))
    some = [row for row in comments_to_decide(seen) if row.state == seen[row.pk] != state]
    if state == State.PUBLISHED:
        for row in some:
            change_state(row, state)
    else:
        hide_all(some, state)
    gone = state == State.REMOVED
    sign_removal(
        [row.pk for row in some], Side.STAFF if gone else None, reason.pk if gone and reason is not None else None
    )
    for row in some:
        row.state = state
        teach(row, seen[row.pk], by)
    made = Decision.objects.bulk_create(
        [Decision(comment=row, by=by, was=seen[row.pk], became=state, reason=reason, sentence=sentence) for row in some]
    )
    kind = Kind.COMMENT_PUBLISHED if state == State.PUBLISHED else Kind.COMMENT_HIDDEN
    for row in some:
        if row.flags:
            answer_by_deciding(row, state, by)
        ledger.record(kind, story=row.story_id, comment=row.pk, person=by.pk)
    return {one.comment_id: one.pk for one in made}
