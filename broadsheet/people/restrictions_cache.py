"""The restrictions in force, indexed in memory; loaded again only when one of them has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from broadsheet.kit import cached_in_request, process_cache
from broadsheet.kit.identity import name_skeleton, same_email
from broadsheet.people import sql
from broadsheet.people.models import Restriction, RestrictionTarget, RestrictionType
from broadsheet.people.readers import Reader
from broadsheet.people.restrictions import KEEPING_OUT, hashed


@dataclass(frozen=True, slots=True)
class ActiveRestriction:
    """One restriction that applies to a writer. `by_likeness` says that only their name and network match."""

    pk: int
    type: str
    target: str
    ends: datetime | None
    reason: str
    message: str
    acknowledged: bool
    by_likeness: bool = False


@dataclass(slots=True)
class RestrictionIndex:
    """By target and hash; name patterns with `*` apart; and by name skeleton and network those who were kept out."""

    by_target: dict[tuple[str, str], list[ActiveRestriction]] = field(default_factory=dict)
    name_patterns: list[tuple[str, ActiveRestriction]] = field(default_factory=list)
    by_likeness: dict[tuple[str, str], list[ActiveRestriction]] = field(default_factory=dict)


def active_restrictions(
    reader: Reader, *, name: str = "", email: str = "", network: str = ""
) -> list[ActiveRestriction]:
    """Everything in force for this reader, who writes under this name and address from this network (a hash)."""
    index = _index()
    if not (index.by_target or index.name_patterns):
        return []
    skeletons, now = {name_skeleton(name), name_skeleton(name, as_written=True)}, timezone.now()
    found = [one for key in _keys(reader, email, network) for one in index.by_target.get(key, ())]
    for skeleton in skeletons:
        found += index.by_target.get((RestrictionTarget.NAME, skeleton), ())
        found += [one for pattern, one in index.name_patterns if matches(pattern, skeleton)]
        found += index.by_likeness.get((skeleton, network), ())
    return [one for one in {one.pk: one for one in reversed(found)}.values() if one.ends is None or one.ends > now]


def _keys(reader: Reader, email: str, network: str) -> Iterator[tuple[str, str]]:
    addresses = {same_email(email)} if email else set()
    if reader.person is not None:
        yield RestrictionTarget.PERSON, str(reader.person.pk)
        addresses |= {reader.person.email} if reader.person.email else set()
    if reader.guest:
        yield RestrictionTarget.GUEST, hashed("guest", reader.guest)
    yield RestrictionTarget.NETWORK, network
    for address in addresses:
        yield RestrictionTarget.EMAIL, hashed("email", address)
        domain = address.rpartition("@")[2]
        while domain:
            yield RestrictionTarget.DOMAIN, domain
            domain = domain.partition(".")[2]


def matches(pattern: str, skeleton: str) -> bool:
    """Whether a name fits a pattern with `*`. Not by regular expression: this takes time linear in the name's length."""
    first, *middle, last = pattern.split("*")
    fits_ends = skeleton.startswith(first) and skeleton.endswith(last)
    if len(skeleton) < len(first) + len(last) or not fits_ends:
        return False
    at, end = len(first), len(skeleton) - len(last)
    for part in middle:
        at = skeleton.find(part, at, end) + len(part)
        if at < len(part):
            return False
    return True


def _index() -> RestrictionIndex:
    """At most a second behind a change in any process: one aggregate query tells whether there was any."""
    return _load(cached_in_request("restrictions", sql.restrictions_state))


@process_cache(2)
def _load(state: tuple[Any, ...]) -> RestrictionIndex:
    index = RestrictionIndex()
    if not state[1]:
        return index
    effective = Restriction.objects.filter(lifted=None).exclude(type=RestrictionType.NOTE)
    for row in effective.exclude(ends__lte=timezone.now()):
        acknowledged = row.acknowledged_at is not None
        active = ActiveRestriction(row.pk, row.type, row.target, row.ends, row.reason, row.message, acknowledged)
        if row.target == RestrictionTarget.NAME and "*" in row.target_hash:
            index.name_patterns.append((row.target_hash, active))
        else:
            index.by_target.setdefault((row.target, row.target_hash), []).append(active)
        if row.type in KEEPING_OUT:
            _add_traces(index, row, active)
    return index


def _add_traces(index: RestrictionIndex, row: Restriction, active: ActiveRestriction) -> None:
    """Recognise a suspended or blocked writer: by a browser's cookie it is them, by name and network it may be."""
    for guest in row.guests.split():
        index.by_target.setdefault((RestrictionTarget.GUEST, guest), []).append(active)
    alike = ActiveRestriction(
        row.pk, RestrictionType.HOLD, row.target, row.ends, row.reason, "", acknowledged=True, by_likeness=True
    )
    for network in row.networks.split() if row.name_skeleton else ():
        index.by_likeness.setdefault((row.name_skeleton, network), []).append(alike)
