"""Rounds: reading the ledger from a bookmark, and printing what became dirty, each sheet once however many lines.

What waits is kept in memory and the bookmark stays before its first line, so a press that dies begins again there. A
sheet that cannot be printed waits longer each time, is logged, and holds up no other.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import DatabaseError

from broadsheet import ledger
from broadsheet.kit.loops import end_trouble, note_trouble
from broadsheet.ledger import Entry
from broadsheet.press.dirty_sheets import ALL, Dirty, Job
from broadsheet.press.print_records import place_of
from broadsheet.press.printing import PICTURES, print_sheets, print_stories
from broadsheet.press.sheets import Care, print_pictures
from broadsheet.press.site_sheets import PicturesLeft, print_site_sheets

logger = logging.getLogger(__name__)

_LINES = 1000  # read at once
_LONGEST_WAIT = 60.0  # seconds between two attempts at one sheet
_NO_ROOM_PAUSE = 3.0  # seconds
_STORIES_TOGETHER = 8
_FEW = 12  # sheets that may be compressed well at once
_A_WHILE = 3.0  # seconds
_A_PIECE = 0.5  # seconds of making pictures at a time: readers' comments go before the rest
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}


@dataclass(slots=True)
class _Waiting:
    """Why a job waits: its first line, how often it failed, and when it is tried next (monotonic seconds).

    `later` is set for what is left of a long discussion: readers' new comments go before it.
    """

    number: int
    later: bool = False
    tries: int = 0
    due: float = 0.0


@dataclass(slots=True)
class Round:
    """One bookmark's work. `pause` and `budget` are seconds between runs and for a run."""

    reader: str
    find: Callable[[list[Entry]], Dirty]
    pause: float
    budget: float
    cursor: int = 0
    told: int = -1
    next: float = 0.0  # monotonic seconds
    waiting: dict[Job, _Waiting] = field(default_factory=dict)
    rough: dict[int, float] = field(default_factory=dict)  # stories whose own sheet was compressed quickly, and when

    def run(self, *, at_once: bool = False) -> int:
        """Read on and print for at most `budget` seconds (all of it `at_once`); gives how many jobs were done."""
        begun = time.monotonic()
        if begun < self.next and not at_once:
            return 0
        self.next = begun + self.pause
        self._read_on()
        if not self.waiting:
            return int(self._polish())
        done = self._work(begun + (float("inf") if at_once else self.budget), at_once)
        while at_once and (more := self._work(float("inf"), at_once)):
            done += more
        self._tell()
        return done

    def add_all(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait that no line asked for; the bookmark stays where it is until they are done."""
        self._read_on()
        self._add(dict.fromkeys(jobs, 0))

    @property
    def anew(self) -> bool:
        """Whether some of those still wait."""
        return any(not one.number for one in self.waiting.values())

    def _add(self, dirty: Dirty) -> None:
        """One that waits already keeps its place."""
        for job, number in dirty.items():
            self.waiting.setdefault(job, _Waiting(number))

    def _read_on(self) -> None:
        """From the bookmark, when somebody else set it (or this is the first run); else from where this one stopped."""
        reached = ledger.reached(self.reader)
        if reached != self.told:
            self.cursor = self.told = reached
            self.waiting.clear()
        while entries := ledger.after(self.cursor, most=_LINES):
            self._add(self._find(entries))
            self.cursor = entries[-1].number
            if len(entries) < _LINES:
                break
        self._tell()

    def _find(self, entries: list[Entry]) -> Dirty:
        """What these lines make dirty; where that cannot be told, every sheet of the stories they name."""
        try:
            return self.find(entries)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Could not tell what lines %d to %d change.", entries[0].number, entries[-1].number)
            return {Job(entry.story, ALL): entry.number for entry in reversed(entries) if entry.story}

    def _tell(self) -> None:
        """Set the bookmark before the first line of what still waits."""
        reached = min((one.number - 1 for one in self.waiting.values()), default=self.cursor)
        if reached > self.told:
            ledger.advance(self.reader, reached)
            self.told = reached

    def _work(self, until: float, at_once: bool) -> int:
        now = time.monotonic()
        due = [job for job, one in self.waiting.items() if one.due <= now]
        care = Care.BEST if at_once and len(due) <= _FEW else Care.QUICK
        done = 0
        for jobs in _together(due, self.waiting):
            failures, left = _print(jobs, care)
            if care is Care.QUICK:
                self.rough |= {job.story: now for job in jobs if job.story}
            numbers = {job: self.waiting[job].number for job in jobs}
            done += len(jobs) - len(failures)
            for job in jobs:
                self._settle(job, failures.get(job))
            for job in left:
                number = numbers.get(Job(job.story, ALL), numbers[jobs[0]])
                self.waiting.setdefault(job, _Waiting(number, later=True))
            if any(isinstance(one, OSError) and one.errno in _NO_ROOM for one in failures.values()):
                logger.error(
                    "No room to print: %s. What was printed stays; trying again in %.0f s.", failures, _NO_ROOM_PAUSE
                )
                self.next = time.monotonic() + _NO_ROOM_PAUSE
                break
            if time.monotonic() > until:
                break
        return done

    def _polish(self) -> bool:
        """When nothing waits, compress one of the sheets better that came out in a hurry and have been quiet since.

        Gives whether there are more, or will be.
        """
        quiet = time.monotonic() - _A_WHILE
        story = next((story for story, at in self.rough.items() if at < quiet), None)
        if story is not None:
            del self.rough[story]
            if address := place_of(story):
                _print([Job(story, address)], Care.BEST)
        return bool(self.rough)

    def _settle(self, job: Job, problem: Exception | None) -> None:
        name = f"{job.address} of story {job.story}" if job.story else job.address
        if problem is None:
            del self.waiting[job]
            end_trouble("printing", name)
            return
        if isinstance(problem, PicturesLeft):
            return
        one = self.waiting[job]
        one.tries += 1
        pause = min(0.5 * 2 ** min(one.tries, 10), _LONGEST_WAIT)
        one.due = time.monotonic() + pause
        if not isinstance(problem, OSError) or problem.errno not in _NO_ROOM:
            note_trouble("printing", name, problem)


def _together(due: list[Job], waiting: dict[Job, _Waiting]) -> list[list[Job]]:
    """Jobs of one story together: single sheets first, then whole stories, the newest first, then what is left of them.

    Of the site's sheets, first pages come before further ones.
    """
    whole = sorted((job for job in due if job.address == ALL), key=lambda job: -waiting[job].number)
    some = [whole[start : start + _STORIES_TOGETHER] for start in range(0, len(whole), _STORIES_TOGETHER)]
    single = [job for job in due if job.story and job.address != ALL]
    soon = _by_story(job for job in single if not waiting[job].later)
    later = _by_story(job for job in single if waiting[job].later and job.address != PICTURES)
    pictures = [job for job in single if job.address == PICTURES]
    site_settings = sorted((job for job in due if not job.story), key=lambda job: "/page/" in job.address)
    return [*soon, *some, *later, *([job] for job in site_settings), *([job] for job in pictures)]


def _by_story(jobs: Iterable[Job]) -> list[list[Job]]:
    """A dozen sheets of one story at a time."""
    by_story: dict[int, list[Job]] = {}
    for job in jobs:
        by_story.setdefault(job.story, []).append(job)
    return [some[start : start + _FEW] for some in by_story.values() for start in range(0, len(some), _FEW)]


def _print(jobs: list[Job], care: Care) -> tuple[dict[Job, Exception], list[Job]]:
    """Print jobs that go together: what went wrong, by job, and the jobs that come of them."""
    story, addresses = jobs[0].story, [job.address for job in jobs]
    try:
        if addresses[0] == ALL:
            done = print_stories([job.story for job in jobs], care, _A_PIECE)
            failures = {
                Job(one, ALL): next(iter(each.failures.values())) for one, each in done.items() if each.failures
            }
            return failures, [Job(one, address) for one, each in done.items() for address in each.left]
        if addresses[0] == PICTURES:
            return {}, [Job(story, PICTURES if print_pictures([story], _A_PIECE) else ALL)]
        problems = print_sheets(story, addresses, care) if story else print_site_sheets(addresses, care, _A_PIECE)
        return {Job(story, address): problem for address, problem in problems.items()}, []
    except Exception as problem:  # the outermost loop of the press: recorded by `_settle`, and the loop goes on
        return dict.fromkeys(jobs, problem), []
