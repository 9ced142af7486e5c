"""Alerts to moderators: when many comments wait, or one has waited long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.comments.queries import held_comments
from broadsheet.kit import in_turn
from broadsheet.ledger import Kind
from broadsheet.mailroom.follows import address_of, ask_to_confirm
from broadsheet.mailroom.models import Address, Follow, FollowType, Frequency, Notification, Subject
from broadsheet.moderation import in_remit
from broadsheet.people import Person, moderators
from broadsheet.stories import site_settings

_READER = "mailroom-waiting"  # its bookmark is the line up to which moderators have been told
_AT_MOST_EVERY = timedelta(minutes=15)


def alert_moderators() -> int:
    """Notify each moderator where the site's threshold is reached; returns how many rows were written."""
    ours, now = site_settings(), timezone.now()
    if not ours.tell_staff_of:
        return 0
    told = ledger.reached_at(_READER)
    if told and now - told < _AT_MOST_EVERY:
        return 0
    fresh = held_comments(told)
    oldest = fresh.order_by("pk").values_list("created", flat=True).first()
    if oldest is None:
        return 0
    if fresh.count() < ours.tell_staff_of and now - oldest < timedelta(minutes=ours.tell_staff_after):
        return 0
    return _write_rows(now, fresh)


def _write_rows(now: datetime, fresh: QuerySet[Comment]) -> int:
    """For those in whose sections some of it waits."""
    concerned = [person for person in moderators() if fresh.filter(in_remit(person)).exists()]
    with in_turn():
        follows = [found for person in concerned if (found := staff_follow_of(person, now))]
        entry = ledger.record(Kind.EMAIL_REQUESTED)
        rows = [
            Notification(address=follow.address, entry=entry, subject=Subject.WAITING, follow=follow, due=now, made=now)
            for follow in follows
        ]
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        ledger.advance(_READER, entry)
    return len(rows)


def staff_follow_of(person: Person, now: datetime) -> Follow | None:
    """A member of staff gets these until they unsubscribe; the first owner's made-up address gets none.

    An address that nobody has proven is asked first, at most once a week: it may be somebody else's, and the e-mails say what waits.
    """
    if not person.email or person.email.endswith(".invalid"):
        return None
    address = address_of(person.email, site_settings().language)
    if address.stopped:
        return None
    defaults = {"confirmed": now if person.proven else None}
    follow, fresh = Follow.objects.get_or_create(address=address, what=FollowType.DESK, about=0, defaults=defaults)
    if person.proven and (follow.confirmed is None or address.confirmed is None):
        follow.confirmed = follow.confirmed or now
        Follow.objects.filter(pk=follow.pk).update(confirmed=follow.confirmed)
        Address.objects.filter(pk=address.pk, confirmed=None).update(confirmed=now)
    if fresh and not person.proven:
        ask_to_confirm(follow)
    if follow.confirmed is None:
        return None
    return None if follow.frequency == Frequency.NEVER else follow
