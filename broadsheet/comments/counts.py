"""The numbers of a discussion, kept in the transaction that changes them.

Whoever changes a discussion takes its row first, then the thread's, then writes to the ledger: one order, no deadlock.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from broadsheet.comments import sql
from broadsheet.comments.models import Comment, Discussion
from broadsheet.comments.threads import split_if_long


def take(story_id: int) -> Discussion:
    """The story's discussion, locked until the transaction ends and made when this is its first comment."""
    rows = Discussion.objects.select_for_update()
    try:
        return rows.get(pk=story_id)
    except Discussion.DoesNotExist:
        Discussion.objects.bulk_create([Discussion(story_id=story_id)], ignore_conflicts=True)
        return rows.get(pk=story_id)


def count_new(story_id: int, *, published: int, threads: int) -> int:
    """Count so many new comments and threads in, before they are kept; gives the number of the newest thread.

    Takes the discussion as `take` does, in one statement where the ORM needs two: every post comes through here.
    """
    return sql.count_new(story_id, int(published), int(threads)) - 1


def take_all(story_ids: Iterable[int]) -> dict[int, Discussion]:
    """The discussions of many stories, by story, locked in one order."""
    ids = sorted(set(story_ids))
    Discussion.objects.bulk_create([Discussion(story_id=story_id) for story_id in ids], ignore_conflicts=True)
    return {one.story_id: one for one in Discussion.objects.select_for_update().filter(pk__in=ids).order_by("pk")}


def next_number(discussion: Discussion) -> int:
    """Take the next thread's number."""
    number = discussion.threads
    discussion.threads = number + 1
    return number


def count_in(discussion: Discussion, comment: Comment) -> None:
    """A comment has just become published; a thread's first comment has its number already."""
    discussion.comments += 1
    Discussion.objects.filter(pk=discussion.pk).update(comments=discussion.comments, threads=discussion.threads)
    count_reply(comment)


def count_reply(comment: Comment) -> None:
    """A published comment, if it is a reply, counts in its thread."""
    if comment.thread_id is not None:
        Comment.objects.filter(pk=comment.thread_id).update(replies=F("replies") + 1)
        split_if_long(comment)


def count_out(discussion: Discussion, comment: Comment) -> None:
    """A comment was published and is no longer."""
    discussion.comments = max(discussion.comments - 1, 0)
    Discussion.objects.filter(pk=discussion.pk).update(comments=discussion.comments)
    if comment.thread_id is not None:
        Comment.objects.filter(pk=comment.thread_id, replies__gt=0).update(replies=F("replies") - 1)
