"""The sheets of a discussion: which comments stand on which, in what order and how deep.

A story's own sheet shows the first part. List sheets hold 25 threads each by the numbers they keep for ever; newest
first is the same sheets read backwards. The sheets of one thread hold all of it, split where it is long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment, Discussion, ThreadPage
from broadsheet.comments.threads.paginating import between, published_replies
from broadsheet.comments.threads.sort_keys import DEEPEST, depth_of, place_above
from broadsheet.comments.threads.thread_queries import BEST, by_thread, excerpts, first_threads, in_order, shown
from broadsheet.stories import Order, Story
from broadsheet.stories import order as order_of

THREADS = 25  # on a list sheet
_BEST_SHEETS = BEST // THREADS


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as it stands on a sheet.

    `depth` counts from 1; `shut` says that the thread takes no more replies. `in_reply_to` is set where the comment does not stand under its parent and both are on this
    sheet; `elsewhere` where the parent is on another. `more` replies of the thread that begins here stand at
    `more_address`.
    """

    comment: Comment
    depth: int
    in_reply_to: Comment | None = None
    elsewhere: bool = False
    more: int = 0
    more_address: str = ""
    shut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One part of a discussion. `entries` are the addresses where each order begins."""

    story: Story
    order: Order
    address: str
    title: str
    items: list[Shown]
    previous: str = ""
    next: str = ""

    @property
    def entries(self) -> dict[Order, str]:
        return {order: entry(self.story, order) for order in Order}

    @property
    def first(self) -> bool:
        """Whether this is the part that the story's own sheet carries."""
        return self.address == self.story.address


def entry(story: Story, order: Order) -> str:
    """Where the discussion begins in this order: with the story itself in the story's own."""
    return f"{story.address}#discussion" if order == order_of(story) else f"{story.address}comments/{order.value}/"


def list_address(story: Story, order: Order, n: int) -> str:
    return f"{story.address}comments/{order.value}/{n}/"


def thread_address(story: Story, thread_id: int, part_id: int | None = None) -> str:
    return f"{story.address}thread/{thread_id}/" + (f"{part_id}/" if part_id else "")


def first_part(story: Story, order: Order | None = None) -> Sheet:
    """What the story's own sheet shows; in another order, the sheet where that order begins."""
    own = order_of(story)
    order = order or own
    threads, following = first_threads(story, order)
    return Sheet(
        story=story,
        order=order,
        address=story.address if order == own else entry(story, order),
        title=gettext("Comments"),
        items=_lay_out(story, threads),
        next=_sheet_with(story, order, following, _rank(following, threads)) if following else "",
    )


def in_other_order(sheet: Sheet, order: Order) -> Sheet | None:
    """The sheet where this order begins, without a query: the same comments, sorted. None where this is not all of them."""
    if sheet.previous or sheet.next or any(shown.more for shown in sheet.items):
        return None
    threads: list[list[Shown]] = []
    for one in sheet.items:
        if one.depth == 1:
            threads.append([])
        threads[-1].append(one)
    threads.sort(key=lambda thread: thread[0].comment.number or 0, reverse=order == Order.NEWEST)
    if order == Order.BEST:
        threads.sort(key=lambda thread: -thread[0].comment.likes)
    threads.sort(key=lambda thread: not thread[0].comment.pinned)
    address = f"{sheet.story.address}comments/{order.value}/"
    return Sheet(sheet.story, order, address, sheet.title, [one for thread in threads for one in thread])


def _rank(following: Comment, shown: list[Comment]) -> int:
    """How many threads the best order has before this one; what is pinned may stand above it without being better."""
    mine = (-following.likes, following.number or 0)
    return sum((-thread.likes, thread.number or 0) < mine for thread in shown)


def _sheet_with(story: Story, order: Order, thread: Comment, rank: int) -> str:
    place = rank if order == Order.BEST else thread.number or 0
    return f"{list_address(story, order, place // THREADS + 1)}#comment-{thread.pk}"


def list_sheet(story: Story, order: Order, n: int) -> Sheet | None:
    """The n-th list sheet, from 1; None beyond the last. `newest` shows the same threads as `oldest`, backwards."""
    last = sheets_of(story, order)
    if not 1 <= n <= last:
        return None
    begin = THREADS * (n - 1)
    threads = shown(in_order(story, order))
    if order == Order.BEST:
        threads = threads[begin : begin + THREADS]
    else:
        threads = threads.filter(number__gte=begin, number__lt=begin + THREADS)
    earlier, later = (list_address(story, order, m) if 1 <= m <= last else "" for m in (n - 1, n + 1))
    if order == Order.NEWEST:
        earlier, later = later, earlier
    elif order == Order.BEST and n == _BEST_SHEETS:
        later = list_address(story, Order.OLDEST, 1)
    title = gettext("Comments, page %(number)s") % {"number": n}
    return Sheet(story, order, list_address(story, order, n), title, _lay_out(story, list(threads)), earlier, later)


def sheets_of(story: Story, order: Order) -> int:
    """How many list sheets there are in this order; never fewer than there were."""
    threads = Discussion.objects.filter(pk=story.pk).values_list("threads", flat=True).first() or 0
    sheets = -(-threads // THREADS)
    return min(sheets, _BEST_SHEETS) if order == Order.BEST else sheets


def thread_sheet(thread: Comment, part: ThreadPage | None = None) -> Sheet:
    """A whole thread, or the part of it that begins at `part`."""
    parts: list[ThreadPage | None] = [None, *ThreadPage.objects.filter(thread=thread).order_by("start")]
    here = next(index for index, one in enumerate(parts) if (one and one.pk) == (part and part.pk))
    before = parts[here - 1] if here else None
    after = parts[here + 1] if here + 1 < len(parts) else None
    start, end = (bytes(part.start) if part else None), (bytes(after.start) if after else None)
    replies = by_thread(list(shown(between(published_replies(thread.pk), start, end)))).get(thread.pk, [])
    if start is not None:
        replies = [reply for reply in replies if bytes(reply.place) >= start]
    story = thread.story
    return Sheet(
        story=story,
        order=Order.OLDEST,
        address=thread_address(story, thread.pk, part.pk if part else None),
        title=gettext("One thread"),
        items=_nest(
            [thread, *replies] if part is None and (replies or _published(thread)) else replies, shut=thread.shut
        ),
        previous=thread_address(story, thread.pk, before.pk if before else None) if part else "",
        next=thread_address(story, thread.pk, after.pk) if after else "",
    )


def _published(comment: Comment) -> bool:
    return comment.state == State.PUBLISHED


def _lay_out(story: Story, threads: list[Comment]) -> list[Shown]:
    """Each thread's first comment and the excerpt of its replies."""
    replies = excerpts(threads)
    items: list[Shown] = []
    for thread in threads:
        below = replies.get(thread.pk, [])
        more = thread.replies - sum(_published(reply) for reply in below)
        items += _nest([thread, *below], more, thread_address(story, thread.pk) if more > 0 else "", shut=thread.shut)
    return items


def _nest(comments: Iterable[Comment], more: int = 0, more_address: str = "", *, shut: bool = False) -> list[Shown]:
    """Say of each how deep it stands, and of which its reader must be told what it answers."""
    comments = list(comments)
    at, by_id = {bytes(one.place): one for one in comments}, {one.pk: one for one in comments}
    items = []
    for number, one in enumerate(comments):
        place, first = bytes(one.place), number == 0
        above = at.get(place_above(place))
        told = _published(one) and one.parent_id is not None and (above is None or above.pk != one.parent_id)
        parent = by_id.get(one.parent_id) if told and one.parent_id else None
        items.append(
            Shown(
                comment=one,
                depth=depth_of(place),
                in_reply_to=parent,
                elsewhere=told and parent is None,
                more=max(more, 0) if first else 0,
                more_address=more_address if first else "",
                shut=shut,
            )
        )
    return items


def in_reply_to(comment: Comment) -> Comment | None:
    """The parent, where a comment is too deep to be shown under it."""
    if comment.parent is None or depth_of(bytes(comment.place)) < DEEPEST:
        return None
    return comment.parent if depth_of(bytes(comment.parent.place)) == DEEPEST else None
