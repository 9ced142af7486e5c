"""Whoever wrote something, person or guest, as moderators meet them: who it is, what they wrote in numbers, where from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet, Sum

from broadsheet import spam
from broadsheet.comments import Comment, State, comments_of_writer, guests_named_lately, guests_under_address
from broadsheet.comments.queries import comment_with_story
from broadsheet.moderation.models import Decision
from broadsheet.people import (
    Person,
    Restriction,
    RestrictionTarget,
    RestrictionType,
    person_by_id,
    persons_called,
    restrict,
    restrictions_of,
)

_KEY = re.compile(r"(?P<kind>person|guest)-(?P<id>[0-9]{1,18})")
_LATELY = 100  # comments that traces are read from
_MOST = 20  # found of each kind
_SEARCHED = 20_000  # comments whose names are looked through


@dataclass(frozen=True, slots=True)
class Writer:
    """`key` names them in addresses: `person-ID`, or `guest-COMMENT` by any comment of theirs. `email` is what was given with
    that comment, or the account's.
    """

    key: str
    name: str
    email: str
    person: Person | None = None
    guest: str = ""

    @classmethod
    def of_person(cls, person: Person) -> Writer:
        """A person who signed up."""
        return cls(f"person-{person.pk}", person.name, person.email or "", person)

    @classmethod
    def of_guest(cls, comment: Comment) -> Writer:
        """Whoever wrote this without signing in."""
        return cls(f"guest-{comment.pk}", comment.name, comment.email, guest=comment.guest)

    @property
    def comments(self) -> QuerySet[Comment]:
        """Everything they wrote: a guest's by the cookie, else under the address."""
        return comments_of_writer(self.person, self.guest, self.email)


@dataclass(frozen=True, slots=True)
class InNumbers:
    """What somebody wrote: by state, how often it was flagged, liked and decided upon, and when it began and was last."""

    states: list[tuple[str, int]]
    flags: int
    likes: int
    decisions: int
    first: datetime | None
    last: datetime | None


def find_writer(key: str) -> Writer | None:
    """By `person-ID` or `guest-COMMENT`; None where there is nobody."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    if found["kind"] == "person":
        person = person_by_id(found["id"])
        return Writer.of_person(person) if person else None
    comment = comment_with_story(int(found["id"]))
    return writer_behind(comment) if comment else None


def writer_behind(comment: Comment) -> Writer:
    """The person who wrote it, else the guest."""
    return Writer.of_guest(comment) if comment.person is None else Writer.of_person(comment.person)


def look_for(words: str) -> list[Writer]:
    """Persons by name or address; guests by their address, and of late by their name."""
    words = words.strip()
    if not words:
        return []
    found = [Writer.of_person(one) for one in persons_called(words, _MOST)]
    by_address = guests_under_address(words, 5 * _MOST) if "@" in words else []
    by_name = guests_named_lately(words, 5 * _MOST, among=_SEARCHED)
    found += [writer_behind(comment) for comment in (*by_address, *by_name)]
    once = {(one.person.pk if one.person else 0, one.guest or one.email or one.key): one for one in reversed(found)}
    return list(reversed(once.values()))[: 2 * _MOST]


def in_numbers(writer: Writer) -> InNumbers:
    """Counts over everything they wrote."""
    counted = dict(writer.comments.order_by().values_list("state").annotate(count=Count("pk")))
    told = writer.comments.aggregate(flags=Sum("flags"), likes=Sum("likes"), first=Min("created"), last=Max("created"))
    decisions = Decision.objects.filter(comment__in=writer.comments, by__isnull=False, undone=None).count()
    states = [(str(state.label), counted.get(state, 0)) for state in State]
    return InNumbers(states, told["flags"] or 0, told["likes"] or 0, decisions, told["first"], told["last"])


def networks_behind(writer: Writer) -> list[str]:
    """The hashes of the networks they wrote from within a day, the newest first."""
    return spam.networks_of(writer.comments.order_by("-pk").values_list("pk", flat=True)[:_LATELY])


def guests_behind(writer: Writer) -> list[str]:
    """The cookies of the browsers they wrote from last."""
    lately: Iterable[str] = writer.comments.exclude(guest="").order_by("-pk").values_list("guest", flat=True)[:_LATELY]
    return list(dict.fromkeys(lately))


def restrictions_on(writer: Writer) -> list[Restriction]:
    """In force and past, the newest first: those on the person, their address and their browser."""
    return restrictions_of(writer.person.pk if writer.person else None, [writer.guest], writer.email)


def restrict_writer(
    writer: Writer,
    restriction_type: RestrictionType,
    target: RestrictionTarget,
    given: str,
    *,
    by: Person,
    ends: datetime | None = None,
    reason: str = "",
    message: str = "",
) -> Restriction:
    """Restrict a writer, with what helps to recognise whoever is suspended or blocked. Raises Unfit."""
    return restrict(
        restriction_type,
        target,
        given,
        by=by,
        ends=ends,
        reason=reason,
        message=message,
        label=writer.name,
        name=writer.name,
        networks=networks_behind(writer),
        guests=guests_behind(writer),
    )
