"""Gathering the rows of a sheet: bounded queries, whatever the size of the discussion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import Q, QuerySet

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment
from broadsheet.comments.threads.paginating import published_replies
from broadsheet.comments.threads.sort_keys import places_above
from broadsheet.stories import Order, Story

EXCERPT = 7  # replies shown of a thread on a list sheet
FIRST_PART = 20  # comments shown on the story's own sheet
BEST = 100  # threads that the best order knows
_FEW = 50  # replies of a thread that are cheaper listed together with those of other threads
_GONE = [State.HELD, State.SPAM, State.REMOVED]
_NEVER_SHOWN = ("text", "email", "guest", "digest")


def shown(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """As much of each row as a sheet shows."""
    return comments.select_related("person").defer(*_NEVER_SHOWN)


def visible_threads(story: Story) -> QuerySet[Comment]:
    """First comments that are published, or have published replies."""
    numbered = Comment.objects.filter(story=story, number__isnull=False)
    return numbered.filter(Q(state=State.PUBLISHED) | Q(replies__gt=0))


def in_order(story: Story, order: Order) -> QuerySet[Comment]:
    """The story's visible threads; the best liked first means the hundred best, then nothing."""
    threads = visible_threads(story)
    if order == Order.BEST:
        return threads.order_by("-likes", "number")
    return threads.order_by("-number" if order == Order.NEWEST else "number")


def first_threads(story: Story, order: Order) -> tuple[list[Comment], Comment | None]:
    """The threads of the first part, whole excerpts up to twenty comments and one thread at least; and the next one.

    Those that are pinned stand above the others, also where they would stand on a later sheet.
    """
    taken = list(shown(Comment.objects.filter(story=story, pinned=True, state=State.PUBLISHED)).order_by("number"))
    comments = sum(1 + min(thread.replies, EXCERPT) for thread in taken)
    pinned = {thread.pk for thread in taken}
    for thread in shown(in_order(story, order))[: FIRST_PART + 1 + len(taken)]:
        if thread.pk in pinned:
            continue
        comments += 1 + min(thread.replies, EXCERPT)
        if len(taken) > len(pinned) and comments > FIRST_PART:
            return taken, thread
        taken.append(thread)
    return taken, None


def chosen(story: Story) -> list[Comment]:
    """The comments that the newsroom chose last, at most three."""
    found = shown(Comment.objects.filter(story=story, featured=True, state=State.PUBLISHED))
    return list(found.order_by("-pk")[:3])


def excerpts(threads: Sequence[Comment]) -> dict[int, list[Comment]]:
    """The first replies of each thread by its id, with the tombstones above them, in reading order."""
    ids: list[int] = []
    few = [thread.pk for thread in threads if 0 < thread.replies <= _FEW]
    found: dict[int, list[int]] = {}
    listed = Comment.objects.filter(thread__in=few, state=State.PUBLISHED).order_by("thread", "place")
    for reply, thread in listed.values_list("pk", "thread_id"):
        if thread is not None:
            found.setdefault(thread, []).append(reply)
    for replies in found.values():
        ids += replies[:EXCERPT]
    for first in threads:
        if first.replies > _FEW:
            ids += published_replies(first.pk).values_list("pk", flat=True)[:EXCERPT]
    return by_thread(list(shown(Comment.objects.filter(pk__in=ids)))) if ids else {}


def by_thread(replies: list[Comment]) -> dict[int, list[Comment]]:
    """The replies and the tombstones above them, in reading order, by their thread's id."""
    threads: dict[int, list[Comment]] = {}
    for reply in sorted([*replies, *_tombstones(replies)], key=lambda reply: bytes(reply.place)):
        threads.setdefault(reply.top_id, []).append(reply)
    return threads


def _tombstones(replies: Iterable[Comment]) -> list[Comment]:
    """What is published no longer, but has a reply among these."""
    replies = list(replies)
    there = {bytes(reply.place) for reply in replies}
    missing: dict[bytes, int] = {}
    for reply in replies:
        for place in islice(places_above(bytes(reply.place)), 1, None):
            if place not in there:
                missing[place] = reply.top_id
    if not missing:
        return []
    gone = Comment.objects.filter(thread__in=set(missing.values()), place__in=list(missing), state__in=_GONE)
    return list(shown(gone))
