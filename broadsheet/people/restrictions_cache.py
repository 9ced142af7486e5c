"""Which measures are in force for whoever writes: all of them in memory, read again only when one has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from broadsheet.kit import cached_in_request
from broadsheet.people.models import Aim, Does, Measure
from broadsheet.people.readers import Reader
from broadsheet.people.reserved_names import looks_like
from broadsheet.people.restrictions import KEEPING_OUT, hashed


@dataclass(frozen=True, slots=True)
class InForce:
    """One measure, as whoever writes meets it. `alike` says that only name and network are theirs."""

    pk: int
    does: str
    aim: str
    ends: datetime | None
    why: str
    told: str
    heard: bool
    alike: bool = False


@dataclass(slots=True)
class Watch:
    """By aim and mark; names with `*` apart; and by look and network those who were kept out."""

    marks: dict[tuple[str, str], list[InForce]] = field(default_factory=dict)
    patterns: list[tuple[str, InForce]] = field(default_factory=list)
    looks: dict[tuple[str, str], list[InForce]] = field(default_factory=dict)


def in_force(reader: Reader, *, name: str = "", email: str = "", network: str = "") -> list[InForce]:
    """Everything that is in force for this reader, writing under this name and address from this network."""
    watch = _watch()
    if not (watch.marks or watch.patterns):
        return []
    look, now = looks_like(name), timezone.now()
    found = [one for mark in _marks(reader, look, email, network) for one in watch.marks.get(mark, ())]
    found += [one for pattern, one in watch.patterns if matches(pattern, look)]
    found += watch.looks.get((look, network), ())
    return [one for one in {one.pk: one for one in reversed(found)}.values() if one.ends is None or one.ends > now]


def _marks(reader: Reader, look: str, email: str, network: str) -> Iterator[tuple[str, str]]:
    addresses = {email.lower()} if email else set()
    if reader.person is not None:
        yield Aim.PERSON, str(reader.person.pk)
        addresses |= {reader.person.email.lower()} if reader.person.email else set()
    if reader.guest:
        yield Aim.GUEST, hashed("guest", reader.guest)
    yield Aim.NETWORK, network
    yield Aim.NAME, look
    for address in addresses:
        yield Aim.EMAIL, hashed("email", address)
        domain = address.rpartition("@")[2]
        while domain:
            yield Aim.DOMAIN, domain
            domain = domain.partition(".")[2]


def matches(pattern: str, look: str) -> bool:
    """`*` stands for anything. Without regular expressions: the time grows with the name alone."""
    first, *middle, last = pattern.split("*")
    if len(look) < len(first) + len(last) or not (look.startswith(first) and look.endswith(last)):
        return False
    at, end = len(first), len(look) - len(last)
    for part in middle:
        at = look.find(part, at, end) + len(part)
        if at < len(part):
            return False
    return True


def _watch() -> Watch:
    """Within a second of a change in every process: one small question tells whether there was any."""
    return _read(cached_in_request("measures", _state))


def _state() -> tuple[Any, ...]:
    """When any was changed last, and how many there are. By hand: a post that asks must not wait for the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(changed), count(*) FROM broadsheet_measure")
        return tuple(cursor.fetchone())


@lru_cache(maxsize=2)
def _read(state: tuple[Any, ...]) -> Watch:
    watch = Watch()
    if not state[1]:
        return watch
    for one in Measure.objects.filter(lifted=None).exclude(does=Does.NOTE).exclude(ends__lte=timezone.now()):
        told = InForce(one.pk, one.does, one.aim, one.ends, one.why, one.told, one.heard is not None)
        if one.aim == Aim.NAME and "*" in one.mark:
            watch.patterns.append((one.mark, told))
        else:
            watch.marks.setdefault((one.aim, one.mark), []).append(told)
        if one.does in KEEPING_OUT:
            _watch_for(watch, one, told)
    return watch


def _watch_for(watch: Watch, one: Measure, told: InForce) -> None:
    """Whoever was kept out and comes again: by their browser's cookie it is them, by name and network it may be."""
    for guest in one.guests.split():
        watch.marks.setdefault((Aim.GUEST, guest), []).append(told)
    alike = InForce(one.pk, Does.HOLD, one.aim, one.ends, one.why, "", heard=True, alike=True)
    for network in one.networks.split() if one.look else ():
        watch.looks.setdefault((one.look, network), []).append(alike)
