"""The queue as a reader of the ledger: whatever happened to a comment is written to its index row, a moment later.

(Whoever decides at the desk sees it at once: the decision writes the row in its own transaction.) All comments of a story,
those of an import, and everything that was there before the first run, are reindexed in batches: what is left to do is a
row, and a worker that was killed goes on from it.
"""

from __future__ import annotations

import time

from django.db.models import Q
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import State
from broadsheet.comments.queries import any_comments, ids_after
from broadsheet.desk.models import QueueCount, QueueItem, ReindexJob
from broadsheet.desk.queue.bulk_jobs import run_bulk_jobs
from broadsheet.desk.queue.item_index import NEW_FOR, update_items
from broadsheet.kit import alone, in_turn
from broadsheet.kit.loops import guarded, together_or_each
from broadsheet.ledger import Entry, Kind
from broadsheet.stories import queries

READER = "desk"
_LINES = 1000  # read at once
_TOGETHER = 200  # items written in one transaction: posting must not wait for more
_OF_WHOLE_STORIES = {Kind.IMPORTED, Kind.WRITER_CHANGED, Kind.THREAD_MOVED}
_OF_STORIES = {Kind.STORY_PUBLISHED, Kind.STORY_REVISED}
_OF_WORDS = {Kind.COMMENT_EDITED, Kind.COMMENT_REDACTED, Kind.COMMENT_WITHDRAWN}
_OF_URGENCY = {Kind.COMMENT_LIKED, Kind.REPLIES_WANTED}  # change nothing but the urgency of what waits


def run_once(*, seconds: float = 1.0, at_once: bool = False) -> int:
    """Follow the ledger, carry out bulk jobs, reindex; for about so many seconds, or all of it `at_once`.

    Gives how much was done: lines, decisions, items.
    """
    until = float("inf") if at_once else time.monotonic() + seconds
    with alone("desk") as mine:
        if not mine:
            return 0
        done = follow()
        while at_once and (more := follow()):
            done += more
        return done + run_bulk_jobs(until) + reindex(until)


def follow() -> int:
    """Read on once; gives how many lines."""
    if not ledger.is_following(READER):
        return _begin()
    entries = ledger.read(READER, most=_LINES)
    if not entries:
        return 0
    together_or_each("following the ledger at the desk", entries, _follow)
    with in_turn():
        ledger.advance(READER, entries[-1].number)
    return len(entries)


def _follow(entries: list[Entry]) -> None:
    words = {entry.comment for entry in entries if entry.kind in _OF_WORDS and entry.comment}
    _update(words, anew=True)
    changed = {entry.comment for entry in entries if entry.comment and entry.kind not in _OF_URGENCY} - words
    liked = {entry.comment for entry in entries if entry.comment and entry.kind in _OF_URGENCY} - words
    _update(changed | _waiting(liked))
    of_whole_stories = {entry.story for entry in entries if entry.story and entry.kind in _OF_WHOLE_STORIES}
    with in_turn():
        reindex_stories(of_whole_stories | _refiled(entries))


def _begin() -> int:
    """The first run: whatever is there is reindexed, what waits before the rest; from here on the ledger is followed."""
    with in_turn():
        ledger.advance(READER, ledger.latest())
        if any_comments():
            ReindexJob.objects.create(state=State.HELD)
            ReindexJob.objects.create()
    return 0


def _update(comment_ids: set[int], *, anew: bool = False) -> None:
    ids = sorted(comment_ids)
    for start in range(0, len(ids), _TOGETHER):
        update_items(ids[start : start + _TOGETHER], anew=anew)


def _waiting(comment_ids: set[int]) -> set[int]:
    found = QueueItem.objects.filter(pk__in=comment_ids, urgency__isnull=False)
    return set(found.values_list("pk", flat=True)) if comment_ids else set()


def _refiled(entries: list[Entry]) -> set[int]:
    """Stories whose section or language is another than their items say."""
    ids = {entry.story for entry in entries if entry.story and entry.kind in _OF_STORIES}
    if not ids:
        return set()
    now = {pk: (section or 0, language) for pk, (section, language) in queries.sections_and_languages(ids).items()}
    known = QueueCount.objects.filter(pk__in=ids).values_list("pk", "section", "language")
    return {pk for pk, section, language in known if now.get(pk, (section, language)) != (section, language)}


def reindex_stories(story_ids: set[int]) -> None:
    """Have all comments of these stories reindexed, from the beginning also where that is under way."""
    rows = [ReindexJob(story=story) for story in sorted(story_ids)]
    ReindexJob.objects.bulk_create(rows, update_conflicts=True, unique_fields=["story"], update_fields=["after"])


def reindex(until: float) -> int:
    """Carry on with what is to be reindexed until that moment (monotonic seconds); gives how many items were written."""
    done = 0
    for job in ReindexJob.objects.order_by("pk"):
        with guarded("reindexing the desk", f"job {job.pk}"):
            done += _carry_on(job, until)
        if time.monotonic() > until:
            break
    return done


def _carry_on(job: ReindexJob, until: float) -> int:
    done = 0
    while ids := ids_after(job.after, story=job.story, state=job.state, most=_TOGETHER):
        update_items(ids, anew=job.story is not None)
        job.after = ids[-1]
        ReindexJob.objects.filter(pk=job.pk).update(after=job.after)
        done += len(ids)
        if time.monotonic() > until:
            return done
    job.delete()
    return done


def expire_new_writers() -> int:
    """Take new writers' published comments that nobody looked at for a week from the queue; gives how many.

    Called by the worker.
    """
    over = QueueItem.objects.filter(Q(fresh=True, urgency__isnull=False), created__lt=timezone.now() - NEW_FOR)
    ids = list(over.filter(state=State.PUBLISHED).order_by("created").values_list("pk", flat=True)[:_TOGETHER])
    update_items(ids)
    return len(ids)


def is_reindexing() -> bool:
    """Whether the lists are not complete yet."""
    return ReindexJob.objects.exists()
