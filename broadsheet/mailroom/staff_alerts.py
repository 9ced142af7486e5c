"""Telling moderators what waits: when there are many, or one has waited long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.comments import State as CommentState
from broadsheet.kit import in_turn
from broadsheet.ledger import Entry, Kind
from broadsheet.mailroom.follows import address_of
from broadsheet.mailroom.models import Address, Follow, Letter, Pace, Subject, What
from broadsheet.people import Person, moderators
from broadsheet.stories import house

_READER = "mailroom-waiting"  # its bookmark is the line up to which moderators have been told
_AT_MOST_EVERY = timedelta(minutes=15)


def tell_moderators() -> int:
    """A letter to each moderator where the house's threshold is reached; gives how many rows were written."""
    ours, now = house(), timezone.now()
    if not ours.tell_staff_of:
        return 0
    told = told_at()
    if told and now - told < _AT_MOST_EVERY:
        return 0
    fresh = untold(told)
    oldest = fresh.order_by("pk").values_list("created", flat=True).first()
    if oldest is None:
        return 0
    if fresh.count() < ours.tell_staff_of and now - oldest < timedelta(minutes=ours.tell_staff_after):
        return 0
    return _write_rows(now)


def told_at() -> datetime | None:
    """When moderators were last told."""
    return Entry.objects.filter(pk=ledger.reached(_READER)).values_list("at", flat=True).first()


def held() -> QuerySet[Comment]:
    """What waits."""
    return Comment.objects.filter(state=CommentState.HELD)


def untold(told: datetime | None) -> QuerySet[Comment]:
    """What waits and came, or was changed, after that."""
    waiting = held()
    return waiting if told is None else waiting.filter(Q(created__gt=told) | Q(edited__gt=told))


def _write_rows(now: datetime) -> int:
    with in_turn():
        follows = [found for person in moderators() if (found := follow_of(person, now))]
        entry = ledger.record(Kind.EMAIL_REQUESTED)
        rows = [
            Letter(address=follow.address, entry=entry, subject=Subject.WAITING, follow=follow, due=now, made=now)
            for follow in follows
        ]
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        ledger.advance(_READER, entry)
    return len(rows)


def follow_of(person: Person, now: datetime) -> Follow | None:
    """Moderators get these letters until they unsubscribe; the first owner's made-up address gets none."""
    if not person.email or person.email.endswith(".invalid"):
        return None
    address = address_of(person.email.lower(), house().language)
    if address.stopped:
        return None
    if address.confirmed is None:
        Address.objects.filter(pk=address.pk).update(confirmed=now)
    defaults = {"confirmed": now}
    follow, _ = Follow.objects.get_or_create(address=address, what=What.DESK, about=0, defaults=defaults)
    return None if follow.pace == Pace.NEVER else follow
