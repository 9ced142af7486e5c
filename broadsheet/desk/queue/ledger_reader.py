"""Reading the ledger: whatever happened to a comment happens to its case, a moment later or, for whoever decided, at once.

A story whose cases must all be looked at, an import, and a site that had a million comments before it had cases, are
filled in bit by bit: what is left to do is a row, and a worker that was killed goes on from it.
"""

from __future__ import annotations

import time

from django.db.models import Q
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Comment, State
from broadsheet.desk.models import Case, Filling, Pile
from broadsheet.desk.queue.bulk_jobs import sweep_on
from broadsheet.desk.queue.case_index import NEW_FOR, write_cases
from broadsheet.kit import alone, in_turn
from broadsheet.ledger import Bookmark, Entry, Kind
from broadsheet.stories import Story

READER = "desk"
_LINES = 1000  # read at once
_TOGETHER = 200  # cases written in one transaction: posting must not wait for more
_OF_WHOLE_STORIES = {Kind.IMPORTED, Kind.WRITER_CHANGED, Kind.THREAD_MOVED}
_OF_STORIES = {Kind.STORY_PUBLISHED, Kind.STORY_REVISED}
_OF_WORDS = {Kind.COMMENT_EDITED, Kind.COMMENT_REDACTED, Kind.COMMENT_WITHDRAWN}
_HARDLY = {Kind.COMMENT_LIKED, Kind.REPLIES_WANTED}  # moves nothing but the urgency of what waits


def run_once(*, seconds: float = 1.0, at_once: bool = False) -> int:
    """Follow the ledger, fill in, carry out what was decided of many; for about so many seconds, or all of it `at_once`.

    Gives how much was done: lines, cases, decisions.
    """
    until = float("inf") if at_once else time.monotonic() + seconds
    with alone("desk") as mine:
        if not mine:
            return 0
        done = follow()
        while at_once and (more := follow()):
            done += more
        return done + sweep_on(until) + fill_in(until)


def follow() -> int:
    """Read on once; gives how many lines."""
    if not Bookmark.objects.filter(pk=READER).exists():
        return _begin()
    entries = ledger.read(READER, most=_LINES)
    if not entries:
        return 0
    words = {entry.comment for entry in entries if entry.kind in _OF_WORDS and entry.comment}
    _write(words, anew=True)
    told = {entry.comment for entry in entries if entry.comment and entry.kind not in _HARDLY} - words
    _write(told | _waiting({entry.comment for entry in entries if entry.comment and entry.kind in _HARDLY} - words))
    stories = {entry.story for entry in entries if entry.story and entry.kind in _OF_WHOLE_STORIES}
    with in_turn():
        fill_stories(stories | _refiled(entries))
        ledger.advance(READER, entries[-1].number)
    return len(entries)


def _begin() -> int:
    """The first run: everything up to now is filled in, what waits before the rest; from here on the ledger is followed."""
    with in_turn():
        Bookmark.objects.get_or_create(pk=READER)
        ledger.advance(READER, ledger.latest())
        if Comment.objects.exists():
            Filling.objects.create(state=State.HELD)
            Filling.objects.create()
    return 0


def _write(comments: set[int], *, anew: bool = False) -> None:
    ids = sorted(comments)
    for start in range(0, len(ids), _TOGETHER):
        write_cases(ids[start : start + _TOGETHER], anew=anew)


def _waiting(comments: set[int]) -> set[int]:
    found = Case.objects.filter(pk__in=comments, urgency__isnull=False)
    return set(found.values_list("pk", flat=True)) if comments else set()


def _refiled(entries: list[Entry]) -> set[int]:
    """Stories that stand in another section, or are in another language, than their cases say."""
    ids = {entry.story for entry in entries if entry.story and entry.kind in _OF_STORIES}
    if not ids:
        return set()
    now = {pk: (section or 0, language) for pk, section, language in _filed(ids)}
    known = Pile.objects.filter(pk__in=ids).values_list("pk", "section", "language")
    return {pk for pk, section, language in known if now.get(pk, (section, language)) != (section, language)}


def _filed(ids: set[int]) -> list[tuple[int, int | None, str]]:
    return list(Story.objects.filter(pk__in=ids).values_list("pk", "section_id", "language"))


def fill_stories(stories: set[int]) -> None:
    """Look at all of their comments anew, from the beginning also where that is under way."""
    rows = [Filling(story=story) for story in sorted(stories)]
    Filling.objects.bulk_create(rows, update_conflicts=True, unique_fields=["story"], update_fields=["after"])


def fill_in(until: float) -> int:
    """Go on with what is to be filled in until that moment (monotonic seconds); gives how many cases were written."""
    done = 0
    for filling in Filling.objects.order_by("pk"):
        while ids := _next(filling):
            write_cases(ids, anew=filling.story is not None)
            filling.after = ids[-1]
            Filling.objects.filter(pk=filling.pk).update(after=filling.after)
            done += len(ids)
            if time.monotonic() > until:
                return done
        filling.delete()
    return done


def _next(filling: Filling) -> list[int]:
    comments = Comment.objects.filter(pk__gt=filling.after)
    if filling.story is not None:
        comments = comments.filter(story=filling.story)
    if filling.state:
        comments = comments.filter(state=filling.state)
    return list(comments.order_by("pk").values_list("pk", flat=True)[:_TOGETHER])


def let_go() -> int:
    """New writers' published comments that nobody looked at for a week wait no longer."""
    over = Case.objects.filter(Q(fresh=True, urgency__isnull=False), created__lt=timezone.now() - NEW_FOR)
    ids = list(over.filter(state=State.PUBLISHED).order_by("created").values_list("pk", flat=True)[:_TOGETHER])
    write_cases(ids)
    return len(ids)


def to_be_filled() -> bool:
    """Whether the lists are not complete yet."""
    return Filling.objects.exists()
