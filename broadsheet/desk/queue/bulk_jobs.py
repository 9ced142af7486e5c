"""One decision about many comments: the list is kept first, then the worker carries it out, or takes it back, in batches.

A batch, its decisions and the note that it was done are one transaction: a worker that was killed goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from broadsheet import moderation
from broadsheet.comments import Comment, State
from broadsheet.desk.models import BulkJob, BulkJobItem
from broadsheet.desk.queue.item_index import update_items
from broadsheet.desk.queue.sql import set_decisions
from broadsheet.kit import Decided, Gone, in_turn
from broadsheet.kit.loops import guarded
from broadsheet.moderation import Reason
from broadsheet.moderation.queries import decisions_by_id
from broadsheet.people import Person

_TOGETHER = 100  # comments decided in one transaction: posting must not wait for more
_FEW = 25  # undone in one transaction
AT_ONCE = 100  # so many are decided before the answer


def begin_bulk_job(
    comments: Iterable[tuple[int, str]],
    state: State,
    by: Person,
    *,
    reason: Reason | None = None,
    sentence: str = "",
) -> BulkJob:
    """Keep the list (comment, the state it was seen in); a short one is carried out at once, a long one by the worker."""
    rows = [(comment, seen) for comment, seen in comments if seen != state]
    with in_turn():
        job = BulkJob.objects.create(by=by, became=state, reason=reason, sentence=sentence, total=len(rows))
        BulkJobItem.objects.bulk_create(
            [BulkJobItem(job=job, comment=comment, seen=seen) for comment, seen in rows], batch_size=1000
        )
    if len(rows) <= AT_ONCE:
        _carry_on(job, float("inf"))
        job.refresh_from_db()
    return job


def undo_bulk_job(job: BulkJob) -> bool:
    """Undo it as a whole, except comments that somebody decided again since; False the second time."""
    if not BulkJob.objects.filter(pk=job.pk, undone=None).update(undone=timezone.now(), settled=False):
        return False
    job.refresh_from_db()
    if job.done <= AT_ONCE:
        _carry_on(job, float("inf"))
        job.refresh_from_db()
    return True


def run_bulk_jobs(until: float) -> int:
    """Carry on with unfinished jobs until that moment (monotonic seconds); gives how many comments were done."""
    done = 0
    for job in BulkJob.objects.filter(settled=False).order_by("pk"):
        with guarded("bulk actions", f"job {job.pk}"):
            done += _carry_on(job, until)
    return done


def _carry_on(job: BulkJob, until: float) -> int:
    done = 0
    while not BulkJob.objects.filter(pk=job.pk, settled=True).exists():
        done += _step(job)
        if time.monotonic() > until:
            break
    return done


def _step(job: BulkJob) -> int:
    """One batch, forwards; or back where that is asked for, and then what was not decided yet stays as it is."""
    with in_turn():
        now = BulkJob.objects.select_for_update(of=("self",)).select_related("by", "reason").get(pk=job.pk)
        return _undo_some(now) if now.undone else _decide_some(now)


def _decide_some(job: BulkJob) -> int:
    some = list(job.items.filter(decision=None, left=False).order_by("pk")[:_TOGETHER])
    if not some or job.by is None or not job.by.moderates:
        BulkJob.objects.filter(pk=job.pk).update(settled=True, ended=timezone.now())
        return 0
    decided = moderation.decide_comments(
        {one.comment: one.seen for one in some},
        State(job.became),
        job.by,
        reason=job.reason,
        sentence=job.sentence,
    )
    set_decisions((decided[one.comment], one.pk) for one in some if one.comment in decided)
    BulkJobItem.objects.filter(pk__in=[one.pk for one in some if one.comment not in decided]).update(left=True)
    BulkJob.objects.filter(pk=job.pk).update(
        done=F("done") + len(decided), passed=F("passed") + len(some) - len(decided)
    )
    update_items(decided)
    return len(some)


def _undo_some(job: BulkJob) -> int:
    some = list(job.items.filter(decision__isnull=False, returned=False, left=False).order_by("-pk")[:_FEW])
    if not some or job.by is None:
        BulkJob.objects.filter(pk=job.pk).update(settled=True, ended=timezone.now())
        return 0
    decisions = decisions_by_id([one.decision for one in some if one.decision])
    returned = 0
    for one in some:
        try:
            moderation.undo(decisions[one.decision or 0], job.by)
            one.returned = True
            returned += 1
        except (Decided, Gone, KeyError, Comment.DoesNotExist):
            one.left = True
    BulkJobItem.objects.bulk_update(some, ["returned", "left"])
    BulkJob.objects.filter(pk=job.pk).update(returned=F("returned") + returned)
    update_items([one.comment for one in some])
    return len(some)


def latest_bulk_jobs(by: Person, most: int = 3) -> list[BulkJob]:
    """What this moderator began last, the newest first."""
    return list(BulkJob.objects.filter(by=by).order_by("-pk")[:most])


def find_bulk_job(number: int) -> BulkJob | None:
    """The job of that id, with who began it and its reason."""
    return BulkJob.objects.filter(pk=number).select_related("by", "reason").first()
