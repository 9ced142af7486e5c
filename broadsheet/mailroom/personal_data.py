"""What this room holds under an address, forgetting it, and deleting what is past its retention."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from broadsheet.kit import DataSubject, in_turn
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.models import Address, DeliveryState, Follow, FollowType, Notification

UNCONFIRMED = timedelta(days=7)
SENT = timedelta(days=90)
ANSWERS = timedelta(days=180)


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """The address itself, what it follows, and which notifications it got."""
    address = Address.objects.filter(email=whose.email).first()
    if address is None:
        return {}
    follows = Follow.objects.filter(address=address).order_by("pk")
    notifications = Notification.objects.filter(address=address).order_by("-pk")
    return {
        "address": [
            {
                "email": address.email,
                "language": address.language,
                "confirmed": address.confirmed,
                "stopped": address.stopped,
                "why": address.stop_reason,
                "refused": address.refusals,
                "refused_since": address.refused_since,
                "browsers": len(address.guests.split()),
            }
        ],
        "follows": [
            {
                "id": one.pk,
                "what": one.what,
                "about": one.about,
                "name": name_of(one.what, one.about),
                "frequency": one.frequency,
                "confirmed": one.confirmed,
                "made": one.made,
            }
            for one in follows
        ],
        "notifications": [
            {"subject": one.subject, "about": one.about, "state": one.state, "made": one.made, "sent": one.sent}
            for one in notifications
        ],
    }


def addresses_held() -> set[str]:
    """Every e-mail address of this room."""
    return set(Address.objects.values_list("email", flat=True))


def guests_of(email: str) -> list[str]:
    """The guests' cookies that the owner of the address has confirmed as their own."""
    address = Address.objects.filter(email=email).first()
    return address.guests.split() if address else []


def language_of(email: str) -> str:
    """The language in which its owner is written to; empty where the address is not known."""
    return Address.objects.filter(email=email).values_list("language", flat=True).first() or ""


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """The address with everything of it, also notifications that wait. `words` makes no difference here."""
    with in_turn():
        Address.objects.filter(email=whose.email).delete()


def forget_what_is_over() -> int:
    """Delete notifications after three months, unconfirmed addresses and follows after a week; returns how many rows."""
    now = timezone.now()
    with in_turn():
        over = (
            Notification.objects.filter(made__lt=now - SENT)
            .exclude(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])
            .delete()[0]
        )
        over += Follow.objects.filter(confirmed=None, made__lt=now - UNCONFIRMED).delete()[0]
        answers = Follow.objects.filter(what__in=[FollowType.FLAG, FollowType.OFFER], made__lt=now - ANSWERS)
        over += answers.delete()[0]
        followed = Exists(Follow.objects.filter(address=OuterRef("pk")))
        written = Exists(
            Notification.objects.filter(
                address=OuterRef("pk"), state__in=[DeliveryState.WAITING, DeliveryState.SENDING]
            )
        )
        idle = Address.objects.filter(asked__lt=now - UNCONFIRMED, stopped=None).exclude(followed).exclude(written)
        over += idle.filter(Q(confirmed=None) | Q(asked__lt=now - SENT)).delete()[0]
    return over
