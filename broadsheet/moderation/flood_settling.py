"""Floods: near duplicates across the site, settled by one decision, and settled back by one click."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from broadsheet import ledger, spam
from broadsheet.comments import Comment, State, change_state, writer_key
from broadsheet.comments.changes import comments_to_decide, count_waiting
from broadsheet.ledger import Kind
from broadsheet.moderation.filter_training import submission_of, writer_of
from broadsheet.moderation.models import FloodDecision
from broadsheet.people import Person

_SHOWN = timedelta(days=2)
_MOST = 5_000  # comments settled at once
_MOST_GROUPS = 20


@dataclass(frozen=True, slots=True)
class Flood:
    """Waiting comments of one kind; `like` is the number that finds them."""

    like: int
    count: int
    sample: Comment


def floods() -> list[Flood]:
    """The largest first; only what waits."""
    found = []
    for like, subjects in spam.groups(timezone.now() - _SHOWN)[:_MOST_GROUPS]:
        waiting, sample = count_waiting(subjects[:_MOST])
        settled = FloodDecision.objects.filter(like=like, undone=None, at__gt=timezone.now() - _SHOWN).exists()
        if sample is not None and not settled:
            found.append(Flood(like, waiting, sample))
    return sorted(found, key=lambda flood: -flood.count)


@transaction.atomic
def settle_flood(like: int, decision: State, by: Person) -> FloodDecision | None:
    """The same for all of them, in one transaction; the filter learns once. None where there is none of that kind."""
    assert decision in {State.PUBLISHED, State.SPAM}
    subjects = spam.alike_to(like, timezone.now() - _SHOWN)[:_MOST]
    comments = comments_to_decide(subjects)
    former = {comment.pk: str(comment.state) for comment in comments if comment.state in _SETTLED - {decision}}
    if not former:
        return None
    changed = [comment for comment in comments if comment.pk in former]
    _change_all(changed, decision, by)
    taught = changed[0]
    spam.learn(
        submission_of(taught),
        decision == State.SPAM,
        subject=str(taught.pk),
        source=writer_key(by.pk),
        writer=writer_of(taught),
    )
    states = {str(pk): state for pk, state in former.items()}
    return FloodDecision.objects.create(like=like, decision=decision, by=by, former=states, taught=taught.pk)


_SETTLED = {State.PUBLISHED, State.HELD, State.SPAM}


@transaction.atomic
def undo_flood_decision(settlement: FloodDecision, by: Person) -> bool:
    """Every comment that is still as it was settled gets its former state; the label is taken back. False the second time."""
    if not FloodDecision.objects.filter(pk=settlement.pk, undone=None).update(undone=timezone.now()):
        return False
    kept = comments_to_decide([int(pk) for pk in settlement.former], [settlement.decision])
    for state in _SETTLED:
        _change_all([comment for comment in kept if settlement.former[str(comment.pk)] == state], State(state), by)
    spam.take_back(str(settlement.taught), source=writer_key(by.pk))
    return True


def _change_all(comments: list[Comment], state: State, by: Person) -> None:
    kind = Kind.COMMENT_PUBLISHED if state == State.PUBLISHED else Kind.COMMENT_HIDDEN
    done = [comment for comment in comments if change_state(comment, state)]
    for comment in done:
        ledger.record(kind, story=comment.story_id, comment=comment.pk, person=by.pk)
