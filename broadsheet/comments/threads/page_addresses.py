"""Which pages a discussion has, on which page a comment is, and which pages a change of it alters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Count

from broadsheet.comments import sql
from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment, Discussion, ThreadPage
from broadsheet.comments.threads.paginating import part_around, published_replies
from broadsheet.comments.threads.thread_pages import (
    THREADS,
    Sheet,
    first_part,
    list_address,
    list_sheet,
    sheets_of,
    thread_address,
    thread_sheet,
)
from broadsheet.comments.threads.thread_queries import BEST, EXCERPT, FIRST_PART, first_threads, in_order
from broadsheet.ledger import Kind
from broadsheet.stories import Order, Story
from broadsheet.stories import order as order_of

_FURTHER = re.compile(r"comments/(oldest|newest|best)/(?:(\d{1,9})/)?|thread/(\d{1,18})/(?:(\d{1,18})/)?")


def sheet_at(story: Story, address: str) -> Sheet | None:
    """The sheet of this address (without fragment), or None where the discussion has none."""
    if address == story.address:
        return first_part(story)
    found = _FURTHER.fullmatch(address.removeprefix(story.address)) if address.startswith(story.address) else None
    if found is None:
        return None
    order, n, thread_id, part_id = found.groups()
    if order:
        return list_sheet(story, Order(order), int(n)) if n else _entry_sheet(story, Order(order))
    return _sheet_of_thread(story, int(thread_id), int(part_id) if part_id else None)


def _entry_sheet(story: Story, order: Order) -> Sheet:
    """Also in the story's own order: an order's sheet once printed stays true when the newsroom chooses another."""
    sheet = first_part(story, order)
    address = f"{story.address}comments/{order.value}/"
    return Sheet(story, order, address, sheet.title, sheet.items, sheet.previous, sheet.next)


def _sheet_of_thread(story: Story, thread_id: int, part_id: int | None) -> Sheet | None:
    thread = Comment.objects.filter(pk=thread_id, story=story, thread__isnull=True).select_related("person").first()
    part = ThreadPage.objects.filter(pk=part_id, thread=thread).first() if thread and part_id else None
    if thread is None or (part_id and part is None) or (thread.state != State.PUBLISHED and thread.number is None):
        return None
    thread.story = story
    return thread_sheet(thread, part)


def list_sheets(story: Story) -> list[str]:
    """The addresses of every sheet of the discussion, the story's own first."""
    return list(_all_sheets(story))


def _all_sheets(story: Story) -> Iterator[str]:
    yield story.address
    threads = Discussion.objects.filter(pk=story.pk).values_list("threads", flat=True).first() or 0
    own = order_of(story)
    if threads > 1:
        yield from (_entry(story, order) for order in Order if order != own)
    if _may_exceed(story):
        for order in Order:
            yield from (list_address(story, order, n + 1) for n in range(sheets_of(story, order)))
    long = Comment.objects.filter(story=story, thread__isnull=False).values_list("thread_id", flat=True)
    for thread_id in long.annotate(rows=Count("pk")).filter(rows__gt=EXCERPT).order_by("thread_id"):
        yield thread_address(story, thread_id or 0)
        for part_id in ThreadPage.objects.filter(thread_id=thread_id).values_list("pk", flat=True):
            yield thread_address(story, thread_id or 0, part_id)


def _entry(story: Story, order: Order) -> str:
    return f"{story.address}comments/{order.value}/"


def _may_exceed(story: Story) -> bool:
    """Whether the first part was ever too small for all. Counts comments in whatever state, so it never turns back."""
    return Comment.objects.filter(story=story)[: FIRST_PART + 1].count() > FIRST_PART


class PageLookups:
    """What `sheets_showing` reads of discussions, each kept for one round of printing: a flood asks about one story often."""

    def __init__(self) -> None:
        self.has_orders = lru_cache(None)(_has_orders)
        self.may_exceed = lru_cache(None)(_may_exceed)
        self.best = lru_cache(None)(_best)
        self.is_long = lru_cache(None)(_is_long)


def sheets_showing(comment: Comment, kind: Kind | None = None, lookups: PageLookups | None = None) -> list[str]:
    """The addresses of the sheets that a change of this comment alters; their number does not grow with the discussion.

    `kind` says what happened to it. Without it, or after a like, all sheets of the best order are among them. `lookups`
    spares queries where many comments are asked about at once; it is thrown away after that.
    """
    lookups = lookups or PageLookups()
    story, top = comment.story, comment if comment.thread is None else comment.thread
    if top.number is None:
        return []
    sheets = [story.address]
    if lookups.has_orders(story):
        sheets += [_entry(story, order) for order in Order]
    if lookups.may_exceed(story):
        best = _best_sheets_of(story, top, comment.pk == top.pk, kind, *lookups.best(story))
        sheets += [*_list_sheets_of(story, top.number), *best]
    if kind == Kind.COMMENT_MARKED and comment.pk == top.pk:
        parts = ThreadPage.objects.filter(thread=top).values_list("pk", flat=True)
        sheets += [thread_address(story, top.pk, part) for part in (None, *parts)] if lookups.is_long(top.pk) else []
    elif lookups.is_long(top.pk):
        sheets += _thread_sheets_of(story, top, comment) if comment.thread_id else [thread_address(story, top.pk)]
    return sheets


def _has_orders(story: Story) -> bool:
    return (Discussion.objects.filter(pk=story.pk).values_list("threads", flat=True).first() or 0) > 1


def _best(story: Story) -> tuple[int, list[tuple[int, int, int]]]:
    """How many sheets the best order has, and its threads with one to spare: (likes, number, id)."""
    rows = in_order(story, Order.BEST).values_list("likes", "number", "pk")[: BEST + 1]
    return sheets_of(story, Order.BEST), [(likes, number or 0, pk) for likes, number, pk in rows]


def _is_long(thread_id: int) -> bool:
    """Whether a thread has more replies, in whatever state, than an excerpt shows."""
    return sql.has_more_replies(thread_id, EXCERPT)


def _list_sheets_of(story: Story, number: int) -> Iterator[str]:
    """Its thread's sheet in both directions; with a sheet's first thread also the one before, which now has a next."""
    n = number // THREADS + 1
    for order in (Order.OLDEST, Order.NEWEST):
        yield list_address(story, order, n)
        if number % THREADS == 0 and n > 1:
            yield list_address(story, order, n - 1)


def _best_sheets_of(
    story: Story, top: Comment, first: bool, kind: Kind | None, last: int, best: list[tuple[int, int, int]]
) -> Iterator[str]:
    """A like moves a thread from anywhere to anywhere; a thread that comes or goes moves those after it by one."""
    others = [(-likes, number) for likes, number, pk in best if pk != top.pk][:BEST]
    ahead = sum(other < (-top.likes, top.number or 0) for other in others)
    n = ahead // THREADS + 1
    if kind in {None, Kind.COMMENT_LIKED}:
        yield from (list_address(story, Order.BEST, n) for n in range(1, last + 1))
    elif (first or top.state != State.PUBLISHED) and ahead < BEST:
        n = max(ahead - 1, 0) // THREADS + 1  # the sheet before may now have a next
        yield from (list_address(story, Order.BEST, n) for n in range(n, last + 1))
    elif ahead < BEST:
        yield list_address(story, Order.BEST, n)


def _thread_sheets_of(story: Story, top: Comment, comment: Comment) -> Iterator[str]:
    """The page that shows it; when its arrival split a page, both halves and the one behind, which leads back to them."""
    starts = [None, *ThreadPage.objects.filter(thread=top).order_by("start").values_list("start", "pk", "cause")]
    here, _end = part_around(top.pk, bytes(comment.place))
    for index, part in enumerate(starts):
        start, part_id = (bytes(part[0]), part[1]) if part else (None, None)
        around = [one for one in starts[max(index - 1, 0) : index + 2] if one]
        if start == here or any(one[2] == comment.pk for one in around):
            yield thread_address(story, top.pk, part_id)


def where(comment: Comment) -> str:
    """The printed address of a published comment as of now, with its anchor."""
    story, top = comment.story, comment if comment.thread is None else comment.thread
    anchor = f"#comment-{comment.pk}"
    first = not comment.thread_id or _in_excerpt(comment)
    if first and any(thread.pk == top.pk for thread in first_threads(story, order_of(story))[0]):
        return story.address + anchor
    if first and top.number is not None:
        return list_address(story, Order.OLDEST, top.number // THREADS + 1) + anchor
    start, _end = part_around(top.pk, bytes(comment.place))
    part = ThreadPage.objects.filter(thread=top, start=start).first() if start is not None else None
    return thread_address(story, top.pk, part.pk if part else None) + anchor


def _in_excerpt(comment: Comment) -> bool:
    before = published_replies(comment.thread_id or 0).filter(place__lt=bytes(comment.place))
    return before[:EXCERPT].count() < EXCERPT
