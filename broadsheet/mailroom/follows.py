"""Following by e-mail: one confirmation for each address, and unsubscribing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.kit import allow, in_turn
from broadsheet.kit.identity import canonical_email
from broadsheet.ledger import Kind
from broadsheet.mailroom.models import (
    Address,
    DeliveryState,
    Follow,
    FollowType,
    Frequency,
    Notification,
    Subject,
)
from broadsheet.people import Reader

_EMAILS_A_DAY = 5  # that anybody can have sent to one address
_A_DAY = 24 * 3600  # seconds
_ONCE_A_DAY = timedelta(days=1)


def normalised_email(email: str) -> str:
    """An e-mail address in the one form in which it is stored. Raises ValidationError."""
    try:
        return canonical_email(email)
    except ValueError as reason:
        raise ValidationError(str(reason)) from None


def address_of(email: str, language: str) -> Address:
    """The row of a normalised address, made where there is none."""
    return Address.objects.get_or_create(email=email, defaults={"language": language})[0]


def frequencies() -> list[tuple[Frequency, str]]:
    """What a reader may choose, with labels in the active language."""
    return [
        (Frequency.ONCE, gettext("At once")),
        (Frequency.HOURLY, gettext("Once an hour")),
        (Frequency.DAILY, gettext("Once a day")),
        (Frequency.WEEKLY, gettext("Once a week")),
    ]


def may_email(email: str, network: str) -> bool:
    """Count an e-mail that somebody asks for; False when this address, or this network, has reached its limit."""
    of_network = not network or allow(f"letters network {network}", 20, 3600)
    return allow(f"letters to {email}", _EMAILS_A_DAY, _A_DAY) and of_network


def follow(
    email: str,
    what: FollowType,
    about: int,
    *,
    frequency: Frequency,
    language: str,
    reader: Reader,
    network: str = "",
) -> bool:
    """Follow something. True when it begins at once, because this browser is known as the address's own; otherwise a
    confirmation is sent.
    """
    with in_turn():
        known = any(found.knows(reader.guest) for found in Address.objects.filter(email=email))
        if not known and not may_email(email, network):
            return False
        address = address_of(email, language)
        one, fresh = Follow.objects.get_or_create(
            address=address, what=what, about=about, defaults={"frequency": frequency, "guest": reader.guest}
        )
        if known:
            Follow.objects.filter(pk=one.pk).update(frequency=frequency, confirmed=one.confirmed or timezone.now())
            Address.objects.filter(pk=address.pk).update(stopped=None, stop_reason="")
            return True
        if not fresh and one.confirmed is None:
            Follow.objects.filter(pk=one.pk).update(frequency=frequency, guest=reader.guest)
        _enqueue(address, Subject.CONFIRM, one)
        return False


def follow_own(what: FollowType, about: int, email: str, guest: str, language: str, made: datetime) -> None:
    """Let a guest follow what they wrote: replies to a comment, the answer to a flag or to a correction.

    Where the address is not known to be this guest's, a confirmation is sent, at most one a day. Within the caller's
    transaction. An address that is none is ignored.
    """
    try:
        email = normalised_email(email)
    except ValidationError:
        return
    now = timezone.now()
    address = address_of(email, language)
    one, fresh = Follow.objects.get_or_create(
        address=address,
        what=what,
        about=about,
        defaults={"guest": guest, "confirmed": now if address.knows(guest) else None, "made": made},
    )
    if fresh and not one.confirmed:
        ask_to_confirm(one)


def ask_to_confirm(one: Follow) -> None:
    """Ask the owner of its address, at most once a day for everything that one guest follows. Within the caller's transaction."""
    lately = Notification.objects.filter(
        address=one.address_id, subject=Subject.CONFIRM, made__gt=timezone.now() - _ONCE_A_DAY
    )
    if not lately.filter(follow__guest=one.guest).exists() and may_email(one.address.email, ""):
        _enqueue(one.address, Subject.CONFIRM, one)


def request_data_link(email: str, language: str, network: str) -> None:
    """Send the link to what is held under an address, known or not; nothing when the limit is reached."""
    with in_turn():
        if may_email(email, network):
            _enqueue(address_of(email, language), Subject.MINE, None)


def _enqueue(address: Address, subject: Subject, one: Follow | None) -> None:
    """Within the caller's transaction. The ledger says that an e-mail was asked for, not by whom nor for whom."""
    now = timezone.now()
    Address.objects.filter(pk=address.pk).update(asked=now)
    notification = Notification(address=address, entry=-1, subject=subject, follow=one, due=now, made=now)
    notification.entry = ledger.record(Kind.EMAIL_REQUESTED)
    notification.save(force_insert=True)


def confirm(address_id: int, guest: str) -> Address | None:
    """Confirm everything this guest asked for at the address; None when the address has been deleted meanwhile."""
    with in_turn():
        address = Address.objects.select_for_update().filter(pk=address_id).first()
        if address is None:
            return None
        now = timezone.now()
        address.confirmed = address.confirmed or now
        address.stopped, address.stop_reason = None, ""
        address.learn(guest)
        address.refusals, address.refused_since, address.refused_at, address.paused_until = 0, None, None, None
        address.save()
        Follow.objects.filter(address=address, guest=guest, confirmed=None).update(confirmed=now)
    return address


def unfollow(follow: Follow) -> None:
    """End it, and drop the notifications about it that wait."""
    with in_turn():
        Notification.objects.filter(follow=follow.pk, state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED)
        if follow.what == FollowType.DESK:
            Follow.objects.filter(pk=follow.pk).update(frequency=Frequency.NEVER)
        else:
            Follow.objects.filter(pk=follow.pk).delete()


def change_frequency(follow: Follow, frequency: Frequency) -> None:
    """Be notified more or less often; `NEVER` ends it."""
    if frequency == Frequency.NEVER:
        unfollow(follow)
        return
    Follow.objects.filter(pk=follow.pk).update(frequency=frequency)


def own_follow(email: str, number: int) -> Follow | None:
    """The follow of that id, if it is this address's."""
    return Follow.objects.filter(pk=number, address__email=email).first()


def unsubscribe(address_id: int, reason: str) -> None:
    """Send nothing to this address any more but what is asked for by hand. `reason` is `unsubscribed`, `bounced` or `refused`."""
    with in_turn():
        Address.objects.filter(pk=address_id, stopped=None).update(stopped=timezone.now(), stop_reason=reason)
        waiting = Notification.objects.filter(address=address_id, state=DeliveryState.WAITING)
        waiting.exclude(subject__in=[Subject.CONFIRM, Subject.MINE]).update(state=DeliveryState.DROPPED)
        Follow.objects.filter(address=address_id, what=FollowType.DESK).update(frequency=Frequency.NEVER)
        if reason == "unsubscribed":
            Follow.objects.filter(address=address_id).exclude(what=FollowType.DESK).delete()
