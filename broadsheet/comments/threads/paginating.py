"""Splitting long threads: a page of a thread with more than a hundred comments is split in the middle."""

from __future__ import annotations

from django.db.models import QuerySet

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment, ThreadPage

MOST = 100  # published comments on one page of a thread


def published_replies(thread_id: int) -> QuerySet[Comment]:
    """The published comments below a thread's first, in reading order."""
    return Comment.objects.filter(thread_id=thread_id, state=State.PUBLISHED).order_by("place")


def between(replies: QuerySet[Comment], start: bytes | None, end: bytes | None) -> QuerySet[Comment]:
    """Those whose place is not before `start`, and before `end`."""
    if start is not None:
        replies = replies.filter(place__gte=start)
    return replies.filter(place__lt=end) if end is not None else replies


def part_around(thread_id: int, place: bytes) -> tuple[bytes | None, bytes | None]:
    """Where the sheet that shows this place begins and ends; None for the thread's own beginning and end."""
    starts = ThreadPage.objects.filter(thread_id=thread_id)
    begins = starts.filter(start__lte=place).order_by("-start").values_list("start", flat=True).first()
    ends = starts.filter(start__gt=place).order_by("start").values_list("start", flat=True).first()
    return (bytes(begins) if begins is not None else None), (bytes(ends) if ends is not None else None)


def split_if_long(comment: Comment) -> None:
    """Split the page that a newly published reply is on when it has grown too long."""
    thread = comment.thread
    if thread is None or comment.thread_id is None or thread.replies + 2 <= MOST:  # with itself and the first
        return
    start, end = part_around(comment.thread_id, bytes(comment.place))
    places = list(between(published_replies(comment.thread_id), start, end).values_list("place", flat=True)[: MOST + 1])
    if len(places) + (start is None) > MOST:
        ThreadPage.objects.get_or_create(
            thread_id=comment.thread_id, start=bytes(places[len(places) // 2]), defaults={"cause": comment.pk}
        )
