"""Who follows which story in this process, and the one poller that reads the ledger for all of them.

The ledger is read only while somebody follows. A follower has no queue and no timer of its own: it remembers the last
line it was told of, and takes what came since from its story's few recent events.
"""

from __future__ import annotations

import asyncio
import logging
import mmap
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from broadsheet import ledger
from broadsheet.kit import register
from broadsheet.live.events import Event, catch_up, is_public, read_on

EVERY = 0.25  # seconds between two looks at the ledger
HEARTBEAT = 20.0  # seconds; proxies close what is silent for longer, often after 30 or 60
_AFTER_A_FAULT = 5.0  # seconds
_RECENT = 64  # events kept for followers who are slow to take them

_log = logging.getLogger(__name__)
_reader = ThreadPoolExecutor(1, thread_name_prefix="live")
T = TypeVar("T")


class _Ending:
    """Whether streams are to end: one byte of memory that is shared with the processes forked from this one."""

    def __init__(self) -> None:
        self._byte = mmap.mmap(-1, 1)
        register(self.reset)

    def __bool__(self) -> bool:
        return bool(self._byte[0])

    def begin(self) -> None:
        self._byte[0] = 1

    def reset(self) -> None:
        self._byte[0] = 0


_ending = _Ending()


class StoryFeed:
    """A story's newest events, and its followers."""

    __slots__ = ("events", "followers", "forgotten")

    def __init__(self) -> None:
        self.events: deque[Event] = deque()
        self.followers: set[Follower] = set()
        self.forgotten = 0  # the number of the newest event no longer kept

    def add(self, event: Event) -> None:
        """Keep it; the words of a comment that is gone are dropped."""
        if event.name == "gone":
            self.events = deque(old for old in self.events if old.comment != event.comment)
        self.events.append(event)
        while len(self.events) > _RECENT:
            self.forgotten = self.events.popleft().number


class Follower:
    """One open stream."""

    __slots__ = ("_turn", "gone", "recent", "seen")

    def __init__(self, recent: StoryFeed) -> None:
        self.recent, self.seen, self.gone = recent, 0, False
        self._turn = asyncio.get_running_loop().create_future()

    def wake(self) -> None:
        if not self._turn.done():
            self._turn.set_result(None)

    def leave(self) -> None:
        self.gone = True
        self.wake()

    async def news(self) -> list[Event] | None:
        """The next events, none at a heartbeat; None when the reader left or is too slow to be told everything."""
        await self._turn
        self._turn = asyncio.get_running_loop().create_future()
        if self.gone or self.seen < self.recent.forgotten:
            return None
        events = [event for event in self.recent.events if event.number > self.seen]
        if events:
            self.seen = events[-1].number
        return events


class Hub:
    """All followers of this process, by story, and the poller that reads the ledger for them."""

    def __init__(self) -> None:
        self._stories: dict[int, StoryFeed] = {}
        self._number: int | None = None  # the last line read
        self._poller: asyncio.Task[None] | None = None

    async def join(self, story: int) -> Follower | None:
        """A new follower, told of every line after its `seen`; None when the story is not for everybody to read.

        It is counted in before the question to the database. The one thread answers in turn, so when the answer comes,
        every look at the ledger that knew nothing of this story is over, and its end is in `_number`.
        """
        recent = self._stories.setdefault(story, StoryFeed())
        follower = Follower(recent)
        recent.followers.add(follower)
        try:
            newest = await in_thread(_newest_line_if_public, story)
        except BaseException:
            self.part(story, follower)
            raise
        if newest is None:
            self.part(story, follower)
            return None
        if self._number is None:
            self._number = newest
            self._poller = asyncio.create_task(self._poll())
        follower.seen = self._number
        return follower

    def part(self, story: int, follower: Follower) -> None:
        """Forget a follower; with the last one the poller stops."""
        follower.recent.followers.discard(follower)
        if not follower.recent.followers and self._stories.get(story) is follower.recent:
            del self._stories[story]
        if not self._stories and self._poller:
            self._poller.cancel()
            self._poller = self._number = None

    async def _poll(self) -> None:
        loop = asyncio.get_running_loop()
        beat = loop.time()
        while self._number is not None:
            await asyncio.sleep(EVERY)
            if _ending:
                self._end_all()
            try:
                number, events = await in_thread(read_on, self._number, frozenset(self._stories))
            except Exception:
                _log.exception("The live streams could not read the ledger; they try again.")
                await asyncio.sleep(_AFTER_A_FAULT)
                continue
            self._number = number
            self._tell(events)
            if loop.time() - beat >= HEARTBEAT:
                beat = loop.time()
                self._wake(self._stories.values())

    def _end_all(self) -> None:
        for recent in self._stories.values():
            for follower in recent.followers:
                follower.leave()

    def _tell(self, events: list[Event]) -> None:
        told = {}
        for event in events:
            if recent := self._stories.get(event.story):
                recent.add(event)
                told[event.story] = recent
        self._wake(told.values())

    @staticmethod
    def _wake(stories: Iterable[StoryFeed]) -> None:
        for recent in stories:
            for follower in recent.followers:
                follower.wake()


def _newest_line_if_public(story: int) -> int | None:
    return ledger.latest() if is_public(story) else None


def end_streams() -> None:
    """Let every stream of this process and of those forked from it end, so that a server need not wait for them."""
    _ending.begin()


async def missed(story: int, after: int, upto: int) -> list[Event]:
    """What a reader whose page ends at `after` has missed until it began to follow at `upto`."""
    return await in_thread(catch_up, story, after, upto) if after < upto else []


async def in_thread(work: Callable[..., T], *arguments: object) -> T:
    """Do it in the one thread, with the one connection, that the live streams have."""
    return await asyncio.get_running_loop().run_in_executor(_reader, _with_a_sound_connection, work, arguments)


def _with_a_sound_connection(work: Callable[..., T], arguments: tuple[object, ...]) -> T:
    try:
        return work(*arguments)
    except Exception:
        connection.close()
        raise
