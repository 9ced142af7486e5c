"""Following, with one confirmation for each address, and ending it again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.kit import allow, in_turn
from broadsheet.ledger import Kind
from broadsheet.mailroom.models import Address, Follow, Letter, Pace, State, Subject, What
from broadsheet.people import Reader

_LETTERS_A_DAY = 5  # that anybody can have sent to one address
_A_DAY = 24 * 3600  # seconds
_ONCE_A_DAY = timedelta(days=1)


def fit(email: str) -> str:
    """An e-mail address in the one form it is kept in. Raises ValidationError."""
    email = email.strip().lower()
    validate_email(email)
    if len(email) > 254:
        raise ValidationError("too long")
    return email


def address_of(email: str, language: str) -> Address:
    """The row of an address that fits, made where there is none."""
    return Address.objects.get_or_create(email=email, defaults={"language": language})[0]


def paces() -> list[tuple[Pace, str]]:
    """What a reader may choose, in words."""
    return [
        (Pace.ONCE, gettext("At once")),
        (Pace.HOURLY, gettext("Once an hour")),
        (Pace.DAILY, gettext("Once a day")),
        (Pace.WEEKLY, gettext("Once a week")),
    ]


def may_write_to(email: str, network: str) -> bool:
    """Count a letter that somebody asks for; False when this address, or this network, has had its share."""
    of_network = not network or allow(f"letters network {network}", 20, 3600)
    return allow(f"letters to {email}", _LETTERS_A_DAY, _A_DAY) and of_network


def follow(email: str, what: What, about: int, *, pace: Pace, language: str, reader: Reader, network: str = "") -> bool:
    """Follow something. True when it begins at once, because this browser is known as the address's own; else a letter asks."""
    with in_turn():
        known = any(found.knows(reader.guest) for found in Address.objects.filter(email=email))
        if not known and not may_write_to(email, network):
            return False
        address = address_of(email, language)
        one, fresh = Follow.objects.get_or_create(
            address=address, what=what, about=about, defaults={"pace": pace, "guest": reader.guest}
        )
        if known:
            Follow.objects.filter(pk=one.pk).update(pace=pace, confirmed=one.confirmed or timezone.now())
            Address.objects.filter(pk=address.pk).update(stopped=None, why="")
            return True
        if not fresh and one.confirmed is None:
            Follow.objects.filter(pk=one.pk).update(pace=pace, guest=reader.guest)
        _write(address, Subject.CONFIRM, one)
        return False


def follow_replies(comment: Comment, email: str) -> None:
    """As the box under a comment asks. Where the address is not known from this browser, one letter a day asks."""
    follow_answer(What.REPLIES, comment.pk, email, comment.guest, comment.story.language, comment.created)


def follow_answer(what: What, about: int, email: str, guest: str, language: str, made: datetime) -> None:
    """Hear of what comes of something that this guest wrote or told us, with one letter a day that asks, as above."""
    try:
        email = fit(email)
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
    if not fresh or one.confirmed:
        return
    lately = Letter.objects.filter(address=address, subject=Subject.CONFIRM, made__gt=now - _ONCE_A_DAY)
    if not lately.filter(follow__guest=guest).exists() and may_write_to(email, ""):
        _write(address, Subject.CONFIRM, one)


def ask_for_letter(email: str, language: str, network: str) -> None:
    """A letter with the link to what is held under an address, known or not; nothing when it has had its share."""
    with in_turn():
        if may_write_to(email, network):
            _write(address_of(email, language), Subject.MINE, None)


def _write(address: Address, subject: Subject, one: Follow | None) -> None:
    """Within the caller's transaction. The ledger says that a letter was asked for, not by whom nor for whom."""
    now = timezone.now()
    Address.objects.filter(pk=address.pk).update(asked=now)
    letter = Letter(address=address, entry=-1, subject=subject, follow=one, due=now, made=now)
    letter.entry = ledger.record(Kind.EMAIL_REQUESTED)
    letter.save(force_insert=True)


def confirm(address_id: int, guest: str) -> Address | None:
    """The owner says yes, to everything this guest asked for; None when the address is forgotten by now."""
    with in_turn():
        address = Address.objects.select_for_update().filter(pk=address_id).first()
        if address is None:
            return None
        now = timezone.now()
        address.confirmed = address.confirmed or now
        address.stopped, address.why = None, ""
        address.learn(guest)
        address.save(update_fields=["confirmed", "stopped", "why", "guests"])
        Follow.objects.filter(address=address, guest=guest, confirmed=None).update(confirmed=now)
    return address


def unfollow(follow: Follow) -> None:
    """End it, and drop the letters about it that wait."""
    with in_turn():
        Letter.objects.filter(follow=follow.pk, state=State.WAITING).update(state=State.DROPPED)
        if follow.what == What.DESK:
            Follow.objects.filter(pk=follow.pk).update(pace=Pace.NEVER)
        else:
            Follow.objects.filter(pk=follow.pk).delete()


def change_pace(follow: Follow, pace: Pace) -> None:
    """Hear of it more or less often; `NEVER` ends it."""
    if pace == Pace.NEVER:
        unfollow(follow)
        return
    Follow.objects.filter(pk=follow.pk).update(pace=pace)


def stop(address_id: int, why: str) -> None:
    """No letters at all any more, but those that are asked for by hand."""
    with in_turn():
        Address.objects.filter(pk=address_id, stopped=None).update(stopped=timezone.now(), why=why)
        waiting = Letter.objects.filter(address=address_id, state=State.WAITING)
        waiting.exclude(subject__in=[Subject.CONFIRM, Subject.MINE]).update(state=State.DROPPED)
        Follow.objects.filter(address=address_id, what=What.DESK).update(pace=Pace.NEVER)
        if why == "unsubscribed":
            Follow.objects.filter(address=address_id).exclude(what=What.DESK).delete()
