"""Measures: what moderators decide about whoever writes. Each has an end or none, says why, and can be lifted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.kit import Unfit
from broadsheet.ledger import Kind
from broadsheet.people.account_closing import block, unblock
from broadsheet.people.models import Aim, Does, Measure, Person
from broadsheet.people.reserved_names import looks_like

NETWORKS_KEPT = timedelta(days=30)  # at most: a hash of a network means nothing next month
PAST_KEPT = timedelta(days=180)  # after its end
_MOST_TRACES = 12
_OF_ONE = {Aim.PERSON, Aim.GUEST, Aim.EMAIL}
KEEPING_OUT = (Does.SUSPEND, Does.BLOCK)
_DOMAIN = re.compile(r"(?!-)[a-z0-9\u0080-\uffff-]{1,63}(\.[a-z0-9\u0080-\uffff-]{1,63})+")


def aim_at(aim: Aim, given: str) -> tuple[str, str]:
    """The mark of what was given, and what staff read of it. Raises Unfit."""
    given = " ".join(given.replace("\0", "").split())[:254]
    if aim == Aim.PERSON:
        person = Person.objects.filter(
            pk=int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
        ).first()
        if person is None or person.moderates:
            raise Unfit(gettext("Measures are for readers. Staff are appointed and dismissed in the newsroom."), "aim")
        return str(person.pk), person.name
    if aim in {Aim.GUEST, Aim.NETWORK}:
        if not re.fullmatch(r"[0-9a-f]{32}", given):
            raise Unfit(gettext("It is not known any more where this came from."), "aim")
        return (hashed("guest", given) if aim == Aim.GUEST else given), ""
    return _FITTING[aim](given)


def _email(given: str) -> tuple[str, str]:
    try:
        validate_email(given)
    except ValidationError:
        raise Unfit(gettext("This is no e-mail address."), "mark") from None
    return hashed("email", given.lower()), given.lower()


def _name(given: str) -> tuple[str, str]:
    mark = "*".join(looks_like(part) for part in given.split("*"))
    if len(mark.replace("*", "")) < 2 or mark.count("*") > 5:
        raise Unfit(
            gettext("Please give at least two letters of the name, and * for anything, five times at most."), "mark"
        )
    return mark, given


def _domain(given: str) -> tuple[str, str]:
    domain = given.lower().removeprefix("@")
    if not _DOMAIN.fullmatch(domain):
        raise Unfit(gettext("A mail domain looks like example.com."), "mark")
    return domain, domain


_FITTING = {Aim.EMAIL: _email, Aim.NAME: _name, Aim.DOMAIN: _domain}


@transaction.atomic
def take_measure(
    does: Does,
    aim: Aim,
    given: str,
    *,
    by: Person | None,
    ends: datetime | None = None,
    why: str = "",
    told: str = "",
    shown: str = "",
    name: str = "",
    networks: Iterable[str] = (),
    guests: Iterable[str] = (),
) -> Measure:
    """Begin it now; without `ends` it has no end. Raises Unfit.

    `given` is a person's number, a guest's cookie, an address, the hash of a network, a name or a domain. Of whoever is kept
    out, `name`, `networks` and `guests` help to know them again. A measure by network lasts 30 days at most.
    """
    now = timezone.now()
    mark, readable = aim_at(aim, given)
    if does == Does.WARN and aim not in _OF_ONE:
        raise Unfit(gettext("Only a person, a guest or an address can be warned: others would hear it."), "does")
    if ends is not None and ends <= now:
        raise Unfit(gettext("Please choose an end that is still to come."), "until")
    if does == Does.WARN and not told.strip():
        raise Unfit(gettext("Please say what the writer is told."), "told")
    if aim == Aim.NETWORK:
        ends = min(ends or now + NETWORKS_KEPT, now + NETWORKS_KEPT)
    keeps_out = does in KEEPING_OUT and aim in _OF_ONE
    measure = Measure.objects.create(
        does=does,
        aim=aim,
        mark=mark,
        shown=(readable or shown)[:254],
        look=looks_like(name)[:200] if keeps_out else "",
        networks=" ".join(list(networks)[:_MOST_TRACES]) if keeps_out else "",
        guests=" ".join(hashed("guest", guest) for guest in list(guests)[: _MOST_TRACES // 2]) if keeps_out else "",
        forgets=now + NETWORKS_KEPT if keeps_out else None,
        why=_line(why),
        told=_line(told),
        by=by,
        ends=ends,
        changed=now,
    )
    if does == Does.BLOCK and aim == Aim.PERSON:
        block(Person.objects.get(pk=mark))
    ledger.record(Kind.PERSON_RESTRICTED, person=by.pk if by else None)
    return measure


def _line(words: str) -> str:
    return " ".join(words.replace("\0", "").split())[:500]


@transaction.atomic
def lift(measure: Measure, by: Person | None = None) -> bool:
    """End it now. False when it was over already."""
    now = timezone.now()
    if not Measure.objects.filter(pk=measure.pk, lifted=None).update(lifted=now, lifted_by=by, changed=now):
        return False
    _let_in(measure)
    ledger.record(Kind.PERSON_RESTRICTED, person=by.pk if by else None)
    return True


def _let_in(measure: Measure) -> None:
    """The account is open again when no other block keeps it closed."""
    if measure.does != Does.BLOCK or measure.aim != Aim.PERSON:
        return
    person = Person.objects.filter(pk=measure.mark, is_active=False).first()
    if person is not None and not any(one.is_in_force for one in blocks_of(person)):
        unblock(person)


def blocks_of(person: Person) -> list[Measure]:
    return list(Measure.objects.filter(does=Does.BLOCK, aim=Aim.PERSON, mark=str(person.pk), lifted=None))


def marks_of(person: int | None, guest: str, email: str) -> list[tuple[Aim, str]]:
    """What measures on one writer go by."""
    marks = [(Aim.PERSON, str(person))] if person else []
    marks += [(Aim.GUEST, hashed("guest", guest))] if guest else []
    return marks + ([(Aim.EMAIL, hashed("email", email.lower()))] if email else [])


def hear(number: int) -> None:
    """The writer has seen this warning."""
    Measure.objects.filter(pk=number, heard=None).update(heard=timezone.now(), changed=timezone.now())


def is_heard(number: int) -> bool:
    """Asked anew, for what is remembered may be a second old, and whoever sends again at once has read it."""
    return not Measure.objects.filter(pk=number, heard=None).exists()


def end_measures() -> int:
    """Open the accounts whose block has ended, and forget networks and measures that are long over; called by the worker."""
    now = timezone.now()
    ended = Measure.objects.filter(does=Does.BLOCK, aim=Aim.PERSON, lifted=None, ends__lte=now)
    count = sum(lift(one) for one in ended)
    count += Measure.objects.filter(forgets__lte=now).update(networks="", guests="", forgets=None, changed=now)
    over = Measure.objects.filter(lifted__lt=now - PAST_KEPT) | Measure.objects.filter(ends__lt=now - PAST_KEPT)
    networks = Measure.objects.filter(aim=Aim.NETWORK, ends__lt=now)
    return count + over.delete()[0] + networks.delete()[0]


def hashed(what: str, given: str) -> str:
    """Means nothing without this site's key, and tells nothing of what it was."""
    key = blake2b(f"{settings.SECRET_KEY} measures".encode()).digest()
    return blake2b(f"{what} {given}".encode(), key=key, digest_size=16).hexdigest()
