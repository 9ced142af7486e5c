"""Restrictions: what moderators decide about writers. Each has a reason, may expire, and can be lifted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.kit import Unfit
from broadsheet.kit.identity import canonical_email, name_skeleton, same_email
from broadsheet.kit.loops import guarded
from broadsheet.ledger import Kind
from broadsheet.people.account_closing import block, unblock
from broadsheet.people.models import Person, Restriction, RestrictionTarget, RestrictionType
from broadsheet.people.person_lookup import person_by_id

NETWORKS_KEPT = timedelta(days=30)  # at most: the key of network hashes changes every month
PAST_KEPT = timedelta(days=180)  # after its end
_MOST_TRACES = 12
_OF_ONE_WRITER = {RestrictionTarget.PERSON, RestrictionTarget.GUEST, RestrictionTarget.EMAIL}
KEEPING_OUT = (RestrictionType.SUSPEND, RestrictionType.BLOCK)
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


def target_of(target: RestrictionTarget, given: str) -> tuple[str, str]:
    """The `target_hash` and the `target_label` of what was typed or taken from a comment. Raises Unfit."""
    given = " ".join(given.replace("\0", "").split())[:254]
    if target == RestrictionTarget.PERSON:
        person = person_by_id(given)
        if person is None or person.moderates:
            raise Unfit(
                gettext("Restrictions are for readers. Staff are appointed and dismissed in the newsroom."), "target"
            )
        return str(person.pk), person.name
    if target in {RestrictionTarget.GUEST, RestrictionTarget.NETWORK}:
        if not re.fullmatch(r"[0-9a-f]{32}", given):
            raise Unfit(gettext("It is not known any more where this came from."), "target")
        return (hashed("guest", given) if target == RestrictionTarget.GUEST else given), ""
    return _TYPED[target](given)


def _email(given: str) -> tuple[str, str]:
    try:
        address = canonical_email(given)
    except ValueError:
        raise Unfit(gettext("This is no e-mail address."), "value") from None
    return hashed("email", address), address


def _name(given: str) -> tuple[str, str]:
    pattern = "*".join(name_skeleton(part) for part in given.split("*"))
    if len(pattern.replace("*", "")) < 2 or pattern.count("*") > 5:
        raise Unfit(
            gettext("Please give at least two letters of the name, and * for anything, five times at most."), "value"
        )
    return pattern, given


def _domain(given: str) -> tuple[str, str]:
    try:
        domain = canonical_email(f"anybody@{given.removeprefix('@')}").partition("@")[2]
    except ValueError:
        domain = ""
    if not _DOMAIN.fullmatch(domain):
        raise Unfit(gettext("A mail domain looks like example.com."), "value")
    return domain, given.lower().removeprefix("@")


_TYPED = {RestrictionTarget.EMAIL: _email, RestrictionTarget.NAME: _name, RestrictionTarget.DOMAIN: _domain}


@transaction.atomic
def restrict(
    restriction_type: RestrictionType,
    target: RestrictionTarget,
    given: str,
    *,
    by: Person | None,
    ends: datetime | None = None,
    reason: str = "",
    message: str = "",
    label: str = "",
    name: str = "",
    networks: Iterable[str] = (),
    guests: Iterable[str] = (),
) -> Restriction:
    """Begin a restriction now; without `ends` it does not expire. Raises Unfit.

    `given` is a person's id, a guest's cookie, an e-mail address, the hash of a network, a name or a mail domain. For
    suspensions and blocks, `name`, `networks` and `guests` are kept to recognise the writer under another account. A
    restriction of a network lasts 30 days at most.
    """
    now = timezone.now()
    target_hash, readable = target_of(target, given)
    if restriction_type == RestrictionType.WARN and target not in _OF_ONE_WRITER:
        raise Unfit(gettext("Only a person, a guest or an address can be warned: others would hear it."), "type")
    if ends is not None and ends <= now:
        raise Unfit(gettext("Please choose an end that is still to come."), "until")
    if restriction_type == RestrictionType.WARN and not message.strip():
        raise Unfit(gettext("Please say what the writer is told."), "message")
    if target == RestrictionTarget.NETWORK:
        ends = min(ends or now + NETWORKS_KEPT, now + NETWORKS_KEPT)
    keeps_out = restriction_type in KEEPING_OUT and target in _OF_ONE_WRITER
    restriction = Restriction.objects.create(
        type=restriction_type,
        target=target,
        target_hash=target_hash,
        target_label=(readable or label)[:254],
        name_skeleton=name_skeleton(name)[:200] if keeps_out else "",
        networks=" ".join(list(networks)[:_MOST_TRACES]) if keeps_out else "",
        guests=" ".join(hashed("guest", guest) for guest in list(guests)[: _MOST_TRACES // 2]) if keeps_out else "",
        traces_until=now + NETWORKS_KEPT if keeps_out else None,
        reason=_one_line(reason),
        message=_one_line(message),
        by=by,
        ends=ends,
        changed=now,
    )
    if restriction_type == RestrictionType.BLOCK and target == RestrictionTarget.PERSON:
        block(Person.objects.get(pk=target_hash))
    ledger.record(Kind.PERSON_RESTRICTED, person=by.pk if by else None)
    return restriction


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:500]


@transaction.atomic
def lift_restriction(restriction: Restriction, by: Person | None = None) -> bool:
    """End it now. False when it was lifted already."""
    now = timezone.now()
    if not Restriction.objects.filter(pk=restriction.pk, lifted=None).update(lifted=now, lifted_by=by, changed=now):
        return False
    _reopen_account(restriction)
    ledger.record(Kind.PERSON_RESTRICTED, person=by.pk if by else None)
    return True


def _reopen_account(restriction: Restriction) -> None:
    """The account is open again when no other block keeps it closed."""
    if restriction.type != RestrictionType.BLOCK or restriction.target != RestrictionTarget.PERSON:
        return
    person = Person.objects.filter(pk=restriction.target_hash, is_active=False).first()
    if person is not None and not any(one.is_in_force for one in _blocks_of(person)):
        unblock(person)


def _blocks_of(person: Person) -> list[Restriction]:
    of_person = Restriction.objects.filter(target=RestrictionTarget.PERSON, target_hash=str(person.pk))
    return list(of_person.filter(type=RestrictionType.BLOCK, lifted=None))


def target_hashes(person: int | None, guest: str, email: str) -> list[tuple[RestrictionTarget, str]]:
    """Target and `target_hash` of every restriction that can apply to one writer alone."""
    found = [(RestrictionTarget.PERSON, str(person))] if person else []
    found += [(RestrictionTarget.GUEST, hashed("guest", guest))] if guest else []
    return found + ([(RestrictionTarget.EMAIL, hashed("email", same_email(email)))] if email else [])


def acknowledge_warning(number: int) -> None:
    """Note that the writer has seen this warning."""
    now = timezone.now()
    Restriction.objects.filter(pk=number, acknowledged_at=None).update(acknowledged_at=now, changed=now)


def is_acknowledged(number: int) -> bool:
    """Asks the database, not the cache of a second: whoever sends again at once has read the warning."""
    return not Restriction.objects.filter(pk=number, acknowledged_at=None).exists()


def end_restrictions() -> int:
    """Open accounts whose block has expired; delete traces and restrictions past their retention. Called by the worker.

    Returns how many rows changed or went.
    """
    now = timezone.now()
    ended = Restriction.objects.filter(
        type=RestrictionType.BLOCK, target=RestrictionTarget.PERSON, lifted=None, ends__lte=now
    )
    count = 0
    for one in ended:
        with guarded("ending restrictions", f"restriction {one.pk}"):
            count += lift_restriction(one)
    traces = Restriction.objects.filter(traces_until__lte=now)
    count += traces.update(networks="", guests="", traces_until=None, changed=now)
    over = Restriction.objects.filter(Q(lifted__lt=now - PAST_KEPT) | Q(ends__lt=now - PAST_KEPT))
    networks = Restriction.objects.filter(target=RestrictionTarget.NETWORK, ends__lt=now)
    return count + over.delete()[0] + networks.delete()[0]


def hashed(what: str, given: str) -> str:
    """A hash keyed by SECRET_KEY: 32 hex digits that cannot be reversed or compared outside this site."""
    key = blake2b(f"{settings.SECRET_KEY} measures".encode()).digest()  # the key of every hash that is stored
    return blake2b(f"{what} {given}".encode(), key=key, digest_size=16).hexdigest()
