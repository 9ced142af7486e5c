"""Printing everything, or what the ledger says, with as many processes as it takes."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import connection, connections

from broadsheet import stories
from broadsheet.press.dirty_sheets import ALL, Job, every_story, of_fronts, of_likes, of_stories
from broadsheet.press.ledger_mark import AN_OLDER_COPY, go_on_after_restored_copy, note_edition, note_newest
from broadsheet.press.print_queue import Round
from broadsheet.press.printing import Failures, print_sheets, print_stories, print_story
from broadsheet.press.sheets import Care, print_scripts, surroundings
from broadsheet.press.site_sheets import every_site_address, print_site_sheets, printed_site_addresses, states

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
_Work = list[int] | list[str]
_One = TypeVar("_One")
_STORIES_TOGETHER = 8
_SHEETS_TOGETHER = 4
_WORTH_A_PROCESS = 8  # pieces of work
_LOOK_EVERY = 2.0  # seconds
_SOURCES = ("templates", "static", "locale", "kit", "stories", "discussion", "press")


def run_once(*, at_once: bool = False) -> int:
    """Print what the ledger says has changed; gives how many sheets and stories were printed.

    To be called every few tenths of a second by one worker. `at_once` waits for no pause and works until all is done.
    """
    press = _press(settings.PRESS, str(settings.PRINTED))
    if at_once or time.monotonic() > press.looked + _LOOK_EVERY:
        _look(press)
    done = sum(one.run(at_once=at_once) for one in press.rounds)
    note_edition(max(one.cursor for one in press.rounds))
    if press.anew and not any(one.anew for one in press.rounds):
        _note_printed_with(press.anew)
        press.anew = ""
    return done


def reprint(story: stories.Story, care: Care = Care.BEST) -> None:
    """Print all sheets of a story now. Raises what kept one of them from being printed."""
    print_scripts()
    _raise(print_story(story.pk, care))


def reprint_everything(processes: int | None = None, progress: Progress | None = None) -> None:
    """Print the whole site; `progress(done, all)` counts stories. Raises what kept a sheet from being printed.

    Stories come first: they make the pictures that fronts show, which nobody can make within a view that only reads.
    There are more processes than cores because much of the time goes into waiting for the disk.
    """
    print_scripts()
    ids = every_story()
    site_settings = list(dict.fromkeys([*every_site_address(), *printed_site_addresses()]))
    at_once = processes or 2 * min(os.cpu_count() or 1, 4)
    done, failures = 0, Failures()
    in_turn = chain(
        _print_all(_cut(ids, _STORIES_TOGETHER), at_once), _print_all(_cut(site_settings, _SHEETS_TOGETHER), at_once)
    )
    looks = _looks()
    for finished, problems in in_turn:
        failures |= problems
        for _ in range(finished):
            done += 1
            if progress:
                progress(done, len(ids))
    _note_printed_with(looks)
    _raise(failures)


def _cut(all_of_them: list[_One], length: int) -> list[list[_One]]:
    return [all_of_them[start : start + length] for start in range(0, len(all_of_them), length)]


def _print_all(work: Sequence[_Work], processes: int) -> Iterator[tuple[int, Failures]]:
    """Print in other processes where there is much and the data is committed, else in this one."""
    if processes < 2 or len(work) < _WORTH_A_PROCESS or connection.in_atomic_block:
        yield from map(_print_some, work)
        return
    connections.close_all()  # a connection to SQLite must not be carried over a fork
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(_print_some, work)


def _print_some(work: _Work) -> tuple[int, Failures]:
    """Print some stories, or some sheets of the site: how many stories it was, and what failed."""
    ids = [one for one in work if isinstance(one, int)]
    try:
        if not ids:
            return 0, print_site_sheets([str(one) for one in work])
        failures = Failures()
        for story, done in print_stories(ids).items():
            failures |= done.failures | print_sheets(story, done.left)
        return len(ids), failures
    except Exception as problem:
        return len(ids), {f"stories {work}": problem}


def _raise(failures: Failures) -> None:
    """Log every failure and raise the first."""
    for address, problem in failures.items():
        logger.error("Could not print %s", address, exc_info=problem)
    if failures:
        raise next(iter(failures.values()))


@dataclass(slots=True)
class _Press:
    """What this process remembers of its bookmarks; `anew` is what everything is being printed with just now."""

    rounds: tuple[Round, Round, Round]
    anew: str = ""
    looked: float = 0.0  # monotonic seconds


@lru_cache(maxsize=4)
def _press(name: str, folder: str) -> _Press:
    """A press is its name and its folder."""
    of_all = Round(name, of_stories, pause=0.0, budget=0.8)
    of_front = Round(f"{name}-fronts", of_fronts, pause=3.0, budget=0.5)
    return _Press((of_all, of_front, Round(f"{name}-likes", of_likes, pause=3.0, budget=0.5)))


def _look(press: _Press) -> None:
    """A folder that is empty, or was printed with other templates, surroundings or address, is printed again bit by bit."""
    press.looked = time.monotonic()
    _follow_mark()
    now = _looks()
    if press.anew or _printed_with() == now:
        return
    print_scripts()
    whole, fronts, _ = press.rounds
    whole.add_all(Job(story, ALL) for story in every_story())
    fronts.add_all(Job(0, address) for address in [*every_site_address(), *printed_site_addresses()])
    press.anew = now


def _follow_mark() -> None:
    """Keep the mark at the newest line; where that is of a future that a copy brought back does not have, go on beyond."""
    if go_on_after_restored_copy():
        logger.error(AN_OLDER_COPY)
    note_newest()


def _printed_with() -> str:
    try:
        return _note().read_text()
    except FileNotFoundError:
        return ""


def _note_printed_with(looks: str) -> None:
    _note().parent.mkdir(parents=True, exist_ok=True)
    _note().write_text(looks)


def _note() -> Path:
    return Path(settings.PRINTED) / ".printed-with"


def _looks() -> str:
    """What decides how every sheet looks: our own files, the site's address, and what stands around each sheet."""
    return f"{_digest(settings.ADDRESS)} {surroundings()} {' '.join(states())}".rstrip()


@lru_cache(maxsize=2)
def _digest(address: str) -> str:
    digest = hashlib.sha256(address.encode())
    for name in _SOURCES:
        for path in sorted((settings.PACKAGE / name).rglob("*")):
            if path.suffix in {".html", ".css", ".js", ".mo", ".py"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()
