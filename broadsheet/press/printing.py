"""Printing: what stands at an address is composed within one snapshot, compressed, and put in place whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import Exists, OuterRef, QuerySet

from broadsheet import discussion, stories
from broadsheet.comments import threads
from broadsheet.kit import edition_of, remove_whole, write_whole
from broadsheet.press.ledger_mark import note_edition
from broadsheet.press.print_records import forget_place, note_place, place_of
from broadsheet.press.sheets import (
    Care,
    Frame,
    compressed,
    discussion_feed,
    file_of,
    frame,
    further_sheet,
    print_pictures,
    speaking,
    story_sheet,
)
from broadsheet.press.snapshot import snapshot

FEED = "comments.atom"
PICTURES = "*pictures"  # in the place of an address: those of a story that are still to be made
_SHEETS_A_SNAPSHOT = 12
_HANDS = 6  # sheets compressed and written at once
_STORY = re.compile(rb' data-story="(\d+)"')

_BEGINNING = re.compile(r"comments/(oldest|newest|best)/")
_FURTHER = re.compile(r"/(?:comments|thread)/[^/]+/|\.atom$")

Failures = dict[str, Exception]
Composed = dict[str, str | Exception | None]


class Done(NamedTuple):
    """What came of printing a story: what failed, and the sheets that are still to be printed."""

    failures: Failures
    left: list[str]


def put(address: str, text: str, edition: int, care: Care = Care.QUICK) -> bool:
    """Put one text sheet in place with its compressed twins; False when a newer print lies there."""
    path, content = file_of(address), text.encode()
    if edition_of(path) > edition:
        return False
    return write_whole(path, content, edition, compressed(content, care))


def print_story(story_id: int, care: Care = Care.QUICK) -> Failures:
    """Print every sheet of a story and take away those that no longer are; all of them when it is not public.

    `care` is for the story's own sheet; its further sheets are read less and compressed quickly.
    """
    done = print_stories([story_id], care)[story_id]
    return done.failures | print_sheets(story_id, done.left, care)


def print_stories(story_ids: list[int], care: Care = Care.QUICK, seconds: float = float("inf")) -> dict[int, Done]:
    """Print some stories from one snapshot: of each its own sheet and a dozen of the others.

    Pictures that cannot be made in so many seconds are left out, and `PICTURES` is among what is still to be printed.
    """
    lacking = print_pictures(story_ids, seconds)
    with snapshot() as edition:
        found = printable_stories().in_bulk(story_ids)
        around = frame(edition)
        addresses = {pk: all_addresses(story) for pk, story in found.items()}
        composed = {pk: _compose_some(story, addresses[pk][:_SHEETS_A_SNAPSHOT], around) for pk, story in found.items()}
    note_edition(edition)
    done: dict[int, Done] = {}
    for pk in story_ids:
        if pk in found:
            left = [*addresses[pk][_SHEETS_A_SNAPSHOT:], *([PICTURES] if pk in lacking else [])]
            done[pk] = Done(_put_all(pk, composed.pop(pk), edition, care), left)
            _note_place(pk, found[pk].address, edition)
        else:
            done[pk] = Done({}, [])
            unprint(pk, edition)
    return done


def _note_place(story_id: int, address: str, edition: int) -> None:
    """Remember where the story lies now, and take away what lies where it was."""
    before = place_of(story_id)
    if before and before != address:
        _take_away(story_id, before, edition)
    note_place(story_id, address)


def print_sheets(story_id: int, addresses: Iterable[str], care: Care = Care.QUICK) -> Failures:
    """Print some sheets of a story; what failed comes back with its reason, and stops no other."""
    failures: Failures = {}
    wanted = list(dict.fromkeys(addresses))
    for start in range(0, len(wanted), _SHEETS_A_SNAPSHOT):
        some = wanted[start : start + _SHEETS_A_SNAPSHOT]
        with snapshot() as edition:
            story = printable(story_id)
            composed = _compose_some(story, some, frame(edition)) if story else dict.fromkeys(some)
        note_edition(edition)
        failures |= _put_all(story_id, composed, edition, care)
    return failures


def _compose_some(story: stories.Story, addresses: list[str], around: Frame) -> Composed:
    """The text of each sheet, None where there is none, or what went wrong."""
    composed: Composed = {}
    with speaking(story.language, around.zone):
        begins = addresses[:1] == [story.address] and discussion.is_discussed(story)
        first = threads.first_part(story) if begins else None
        for address in addresses:
            try:
                composed[address] = compose(story, address, around, first)
            except DatabaseError:
                raise
            except Exception as problem:  # one bad sheet keeps no other from being printed; the round logs it
                composed[address] = problem
    return composed


def _put_all(story_id: int, composed: Composed, edition: int, care: Care) -> Failures:
    """Compressing and waiting for the disk need no interpreter, so several sheets do it at once."""

    def put_one(address: str) -> Exception | None:
        try:
            _put_or_remove(story_id, address, composed[address], edition, care)
        except Exception as problem:  # as above
            return problem
        return None

    done = zip(composed, _hands(os.getpid()).map(put_one, composed), strict=True)
    return {address: problem for address, problem in done if problem is not None}


@lru_cache(maxsize=1)
def _hands(process: int) -> ThreadPoolExecutor:
    """Threads of this process: those of the one it was forked from are not there."""
    return ThreadPoolExecutor(_HANDS, thread_name_prefix="press")


def _put_or_remove(story_id: int, address: str, text: str | Exception | None, edition: int, care: Care) -> None:
    if isinstance(text, Exception):
        raise text
    if text is None:
        _remove(story_id, address, edition)
    else:
        put(address, text, edition, Care.QUICK if _FURTHER.search(address) else care)


def compose(story: stories.Story, address: str, around: Frame, first: threads.Sheet | None = None) -> str | None:
    """The text of one sheet of a story; None when there is no such sheet (any more).

    `first` is the part on the story's own sheet, where that is known: a small discussion is only sorted for its others.
    """
    if address == story.address:
        return story_sheet(story, around, first)
    if not address.startswith(story.address) or not discussion.is_discussed(story):
        return None
    rest = address.removeprefix(story.address)
    if rest == FEED:
        return discussion_feed(story, around)
    with speaking(story.language, around.zone):
        beginning = _BEGINNING.fullmatch(rest)
        sheet = threads.in_other_order(first, stories.Order(beginning[1])) if beginning and first else None
        sheet = sheet or threads.sheet_at(story, address)
    return further_sheet(story, sheet, around) if sheet and sheet.items else None


def all_addresses(story: stories.Story) -> list[str]:
    """Every sheet that is a story's own, and those printed once that may have to go."""
    talk = [*threads.list_sheets(story), story.address + FEED] if discussion.is_discussed(story) else []
    return list(dict.fromkeys([story.address, *talk, *_printed_below(story.address)]))


def _printed_below(address: str) -> list[str]:
    """The further sheets that lie under a story's address."""
    folder = file_of(address).parent
    further = [path for name in ("comments", "thread") for path in (folder / name).glob("**/index.html")]
    return [f"{address}{path.parent.relative_to(folder)}/" for path in sorted(further)]


def unprint(story_id: int, edition: int) -> None:
    """Take all sheets of a story away, wherever this press printed it."""
    known = stories.Story.objects.filter(pk=story_id).values_list("address", flat=True).first()
    for address in {place_of(story_id), known} - {None, ""}:
        _take_away(story_id, str(address), edition)
    forget_place(story_id)


def printable_stories() -> QuerySet[stories.Story]:
    """Stories with all that their sheets show."""
    translated = Exists(stories.Story.objects.filter(translation_of=OuterRef("pk")))
    shown = stories.printed_stories().select_related("discussion", "translation_of", "section", "lead")
    found: QuerySet[stories.Story] = shown.annotate(translated=translated)
    return found


def printable(story_id: int) -> stories.Story | None:
    """The story, while it is public."""
    return printable_stories().filter(pk=story_id).first()


def _take_away(story_id: int, address: str, edition: int) -> None:
    """Remove every sheet that the story has under an address."""
    for one in [address, address + FEED, *_printed_below(address)]:
        _remove(story_id, one, edition)


def _remove(story_id: int, address: str, edition: int) -> None:
    path = file_of(address)
    if path.exists() and _is_of(path, story_id):
        remove_whole(path, edition)


def _is_of(path: Path, story_id: int) -> bool:
    """Whether a printed file belongs to the story: another may stand at its former address."""
    with path.open("rb") as file:
        found = _STORY.search(file.read(600))
    return found is None or int(found[1]) == story_id
