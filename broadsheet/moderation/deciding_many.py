"""One decision about many comments: the same as deciding each, in a few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db import connection, transaction

from broadsheet import ledger
from broadsheet.comments import Comment, Side, State, change_state, take_all
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_by_deciding
from broadsheet.moderation.filter_training import teach
from broadsheet.moderation.models import Decision, Reason
from broadsheet.people import Person


@transaction.atomic
def decide_together(
    seen: Mapping[int, str], state: State, by: Person, *, reason: Reason | None = None, sentence: str = ""
) -> dict[int, int]:
    """Decide those that still are as they were `seen` (state by comment's id); gives the decisions' ids by comment.

    To be called with some hundred at a time: nobody posts under these stories meanwhile.
    """
    stories = Comment.objects.filter(pk__in=seen).order_by().values_list("story_id", flat=True).distinct()
    take_all(stories)
    rows = Comment.objects.filter(pk__in=seen).select_related("story", "person").defer("story__body", "html")
    some = [row for row in rows.order_by("story_id", "pk") if row.state == seen[row.pk] != state]
    if state == State.PUBLISHED:
        for row in some:
            change_state(row, state)
    else:
        _hide(some, state)
    gone = state == State.REMOVED
    Comment.objects.filter(pk__in=[row.pk for row in some]).update(
        removed_by=Side.STAFF if gone else "", reason=reason if gone else None
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


def _hide(some: list[Comment], state: State) -> None:
    """The rows' own states are those before."""
    Comment.objects.filter(pk__in=[row.pk for row in some]).update(state=state)
    stood = [row for row in some if row.state == State.PUBLISHED]
    stories = Counter(row.story_id for row in stood)
    threads = Counter(row.thread_id for row in stood if row.thread_id)
    with connection.cursor() as cursor:
        cursor.executemany(_FEWER_COMMENTS, [(count, count, story) for story, count in sorted(stories.items())])
        cursor.executemany(_FEWER_REPLIES, [(count, count, thread) for thread, count in sorted(threads.items())])


_FEWER_COMMENTS = """
    UPDATE broadsheet_discussion SET comments = CASE WHEN comments > %s THEN comments - %s ELSE 0 END WHERE story_id = %s
"""
_FEWER_REPLIES = """
    UPDATE broadsheet_comment SET replies = CASE WHEN replies > %s THEN replies - %s ELSE 0 END WHERE id = %s
"""
