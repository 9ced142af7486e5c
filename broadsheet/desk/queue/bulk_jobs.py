"""One decision about many comments: first the list of them is kept, then the worker goes through it, and back if asked.

A batch, its decisions and the mark that it was done are one transaction: a worker that is killed goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db import connection
from django.db.models import F
from django.utils import timezone

from broadsheet import moderation
from broadsheet.comments import Comment, State
from broadsheet.desk.models import Sweep, Swept
from broadsheet.desk.queue.case_index import write_cases
from broadsheet.kit import Decided, Gone, in_turn
from broadsheet.moderation import Decision, Reason
from broadsheet.people import Person

_TOGETHER = 100  # comments decided in one transaction: posting must not wait for more
_FEW = 25  # taken back in one
AT_ONCE = 100  # so many are decided before the answer


def begin_sweep(
    comments: Iterable[tuple[int, str]],
    state: State,
    by: Person,
    *,
    reason: Reason | None = None,
    sentence: str = "",
) -> Sweep:
    """Keep the list (comment, the state it was seen in); a short one is carried out at once, a long one by the worker."""
    rows = [(comment, seen) for comment, seen in comments if seen != state]
    with in_turn():
        sweep = Sweep.objects.create(by=by, became=state, reason=reason, sentence=sentence, total=len(rows))
        Swept.objects.bulk_create(
            [Swept(sweep=sweep, comment=comment, seen=seen) for comment, seen in rows], batch_size=1000
        )
    if len(rows) <= AT_ONCE:
        _carry_on(sweep, float("inf"))
        sweep.refresh_from_db()
    return sweep


def take_back(sweep: Sweep) -> bool:
    """Undo it as a whole, as far as nothing else came of its comments; False the second time."""
    if not Sweep.objects.filter(pk=sweep.pk, undone=None).update(undone=timezone.now(), settled=False):
        return False
    sweep.refresh_from_db()
    if sweep.done <= AT_ONCE:
        _carry_on(sweep, float("inf"))
        sweep.refresh_from_db()
    return True


def sweep_on(until: float) -> int:
    """Go on with what was decided of many until that moment (monotonic seconds); gives how many comments were done."""
    return sum(_carry_on(sweep, until) for sweep in Sweep.objects.filter(settled=False).order_by("pk"))


def _carry_on(sweep: Sweep, until: float) -> int:
    done = 0
    while not Sweep.objects.filter(pk=sweep.pk, settled=True).exists():
        done += _step(sweep)
        if time.monotonic() > until:
            break
    return done


def _step(sweep: Sweep) -> int:
    """One batch: forwards, or back where that is asked for; what is left of it then is not begun any more."""
    with in_turn():
        now = Sweep.objects.select_for_update(of=("self",)).select_related("by", "reason").get(pk=sweep.pk)
        return _take_some_back(now) if now.undone else _decide_some(now)


def _decide_some(sweep: Sweep) -> int:
    some = list(sweep.swept.filter(decision=None, left=False).order_by("pk")[:_TOGETHER])
    if not some or sweep.by is None or not sweep.by.moderates:
        Sweep.objects.filter(pk=sweep.pk).update(settled=True, ended=timezone.now())
        return 0
    decided = moderation.decide_together(
        {one.comment: one.seen for one in some},
        State(sweep.became),
        sweep.by,
        reason=sweep.reason,
        sentence=sweep.sentence,
    )
    with connection.cursor() as cursor:
        done = [(decided[one.comment], one.pk) for one in some if one.comment in decided]
        cursor.executemany("UPDATE broadsheet_swept SET decision = %s WHERE id = %s", done)
    Swept.objects.filter(pk__in=[one.pk for one in some if one.comment not in decided]).update(left=True)
    Sweep.objects.filter(pk=sweep.pk).update(
        done=F("done") + len(decided), passed=F("passed") + len(some) - len(decided)
    )
    write_cases(decided)
    return len(some)


def _take_some_back(sweep: Sweep) -> int:
    some = list(sweep.swept.filter(decision__isnull=False, returned=False, left=False).order_by("-pk")[:_FEW])
    if not some or sweep.by is None:
        Sweep.objects.filter(pk=sweep.pk).update(settled=True, ended=timezone.now())
        return 0
    decisions = Decision.objects.in_bulk([one.decision for one in some])
    returned = 0
    for one in some:
        try:
            moderation.undo(decisions[one.decision or 0], sweep.by)
            one.returned = True
            returned += 1
        except (Decided, Gone, KeyError, Comment.DoesNotExist):
            one.left = True
    Swept.objects.bulk_update(some, ["returned", "left"])
    Sweep.objects.filter(pk=sweep.pk).update(returned=F("returned") + returned)
    write_cases([one.comment for one in some])
    return len(some)


def latest_sweeps(by: Person, most: int = 3) -> list[Sweep]:
    """What this person lately decided of many, the newest first."""
    return list(Sweep.objects.filter(by=by).order_by("-pk")[:most])
