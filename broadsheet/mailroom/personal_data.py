"""What this room holds under an address, forgetting it, and forgetting what is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from broadsheet.kit import DataSubject, in_turn
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.models import Address, Follow, Letter, State, What

UNCONFIRMED = timedelta(days=7)
SENT = timedelta(days=90)
ANSWERS = timedelta(days=180)


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """The address itself, what it follows, and which letters it got."""
    address = Address.objects.filter(email=whose.email).first()
    if address is None:
        return {}
    follows = Follow.objects.filter(address=address).order_by("pk")
    letters = Letter.objects.filter(address=address).order_by("-pk")
    return {
        "address": [
            {
                "email": address.email,
                "language": address.language,
                "confirmed": address.confirmed,
                "stopped": address.stopped,
                "why": address.why,
                "browsers": len(address.guests.split()),
            }
        ],
        "follows": [
            {
                "id": one.pk,
                "what": one.what,
                "about": one.about,
                "name": name_of(one.what, one.about),
                "pace": one.pace,
                "confirmed": one.confirmed,
                "made": one.made,
            }
            for one in follows
        ],
        "letters": [
            {"subject": one.subject, "about": one.about, "state": one.state, "made": one.made, "sent": one.sent}
            for one in letters
        ],
    }


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """The address with everything of it, also letters that wait. `words` makes no difference here."""
    with in_turn():
        Address.objects.filter(email=whose.email).delete()


def forget_what_is_over() -> int:
    """Letters sent three months ago, and addresses and follows that nobody confirmed in a week; gives how many rows."""
    now = timezone.now()
    with in_turn():
        over = Letter.objects.filter(made__lt=now - SENT).exclude(state__in=[State.WAITING, State.SENDING]).delete()[0]
        over += Follow.objects.filter(confirmed=None, made__lt=now - UNCONFIRMED).delete()[0]
        answers = Follow.objects.filter(what__in=[What.FLAG, What.OFFER], made__lt=now - ANSWERS)
        over += answers.delete()[0]
        followed = Exists(Follow.objects.filter(address=OuterRef("pk")))
        written = Exists(Letter.objects.filter(address=OuterRef("pk"), state__in=[State.WAITING, State.SENDING]))
        idle = Address.objects.filter(asked__lt=now - UNCONFIRMED, stopped=None).exclude(followed).exclude(written)
        over += idle.filter(Q(confirmed=None) | Q(asked__lt=now - SENT)).delete()[0]
    return over
