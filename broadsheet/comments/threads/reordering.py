"""Putting a whole discussion in order: every place, number, count and split, from parents and times alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from broadsheet.comments import sql
from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment, Discussion, ThreadPage
from broadsheet.comments.threads.paginating import MOST
from broadsheet.comments.threads.sort_keys import place_of


@dataclass(slots=True)
class Placed:
    """What order needs to know of a comment, and what it makes of it."""

    id: int
    parent: int | None
    created: datetime
    published: bool
    thread: int | None = None
    number: int | None = None
    place: bytes = b""
    replies: int = 0

    def facts(self) -> tuple[int | None, int | None, bytes, int]:
        return self.thread, self.number, self.place, self.replies


def standing_in(stories: Iterable[int]) -> dict[int, list[Placed]]:
    """Every comment of the stories as it stands, by story."""
    found: dict[int, list[Placed]] = {story: [] for story in stories}
    rows = Comment.objects.filter(story__in=found).values_list(
        "story_id", "pk", "parent_id", "created", "state", "thread_id", "number", "place", "replies"
    )
    for story, pk, parent, created, state, thread, number, place, replies in rows:
        placed = Placed(pk, parent, created, state == State.PUBLISHED, thread, number, bytes(place), replies)
        found[story].append(placed)
    return found


def put_in_order(comments: Sequence[Placed]) -> dict[int, Placed]:
    """Copies with every place, thread, count and number right, by id.

    Raises KeyError for a parent that is not among them, ValueError for comments that answer each other in a circle.
    """
    by_time = sorted(comments, key=lambda one: (one.created, one.id))
    placed = {one.id: Placed(one.id, one.parent, one.created, one.published, number=one.number) for one in by_time}
    below: dict[int | None, list[Placed]] = {}
    for one in placed.values():
        below.setdefault(one.parent, []).append(one)
    if strangers := below.keys() - placed.keys() - {None}:
        raise KeyError(f"not in this discussion: {sorted(str(parent) for parent in strangers)[:5]}")
    ties: Counter[tuple[int | None, bytes]] = Counter()
    waiting = list(below.get(None, ()))
    for one in waiting:  # grows while it is walked: parents come before their replies
        _place(one, placed.get(one.parent or 0), ties)
        waiting += below.get(one.id, ())
        if one.thread is not None and one.published:
            placed[one.thread].replies += 1
    if len(waiting) < len(placed):
        raise ValueError("comments answer each other in a circle")
    _number(below.get(None, []))
    return placed


def _place(one: Placed, parent: Placed | None, ties: Counter[tuple[int | None, bytes]]) -> None:
    above = b""
    if parent is not None:
        one.thread, above = parent.thread or parent.id, parent.place
    moment = (one.thread, place_of(one.created, above, 0))
    one.place = place_of(one.created, above, ties[moment])
    ties[moment] += 1


def _number(tops: Iterable[Placed]) -> None:
    """In the order of time, those that have or had something to show."""
    shown = [top for top in tops if top.published or top.replies or top.number is not None]
    for number, top in enumerate(shown):
        top.number = number


def write_order(discussion: Discussion, before: Iterable[Placed], after: dict[int, Placed]) -> None:
    """Write what changed of the comments that were here before, and where long threads are split; the discussion gets its
    counts, unsaved.
    """
    changed = [after[one.id] for one in before if after[one.id].facts() != one.facts()]
    if changed:
        sql.rewrite_order((one.id, one.thread, one.place, one.replies, one.number) for one in changed)
    discussion.comments = sum(one.published for one in after.values())
    discussion.threads = sum(one.number is not None for one in after.values())
    _split(after.values())


def _split(comments: Collection[Placed]) -> None:
    """Split every page of a thread that holds too many comments; splits made before stay where they are."""
    long: dict[int, list[bytes]] = {one.id: [] for one in comments if one.replies >= MOST}
    for one in comments:
        if one.thread in long and one.published:
            long[one.thread].append(one.place)
    if not long:
        return
    starts: dict[int, list[bytes]] = {thread: [] for thread in long}
    for thread, start in ThreadPage.objects.filter(thread__in=long).values_list("thread_id", "start"):
        starts[thread].append(bytes(start))
    ThreadPage.objects.bulk_create(
        [
            ThreadPage(thread_id=thread, start=start)
            for thread in long
            for start in _further_starts(sorted(long[thread]), starts[thread])
        ]
    )


def _further_starts(places: list[bytes], starts: list[bytes]) -> list[bytes]:
    """Further starts, so that no page holds more than a hundred and each has room to grow."""
    bounds = sorted({bisect_left(places, start) for start in starts} | {0, len(places)})
    return [
        places[index]
        for begin, end in pairwise(bounds)
        if end - begin >= MOST
        for index in range(begin + MOST * 3 // 4, end - MOST // 4 + 1, MOST * 3 // 4)
    ]
