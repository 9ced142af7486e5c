"""Asking every room what it holds under an address. A new room joins by one name in the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from broadsheet import desk, discussion, mailroom, people
from broadsheet.kit import DataSubject, Fact


class Room(Protocol):
    """What a room offers at its front door."""

    def held_under(self, whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
        """Lists of plain records by what they are: numbers, words, moments."""

    def erase_under(self, whose: DataSubject, *, words: bool) -> None:
        """Take this person off everything; with `words` also what they wrote. Done twice it does no harm."""

    def processed(self) -> list[Fact]:
        """What the room keeps of readers, as the settings have it now, in the active language."""


# The desk follows what the discussion forgot; the account goes last: the others look up by it.
ROOMS: tuple[Room, ...] = (discussion, desk, mailroom, people)


def whose(email: str, *, guest: str = "") -> DataSubject:
    """Everything known to belong to the owner of an address.

    `guest` is the browser that opened the mailed link: it is theirs, too, where it wrote something under the address.
    """
    guests = {*mailroom.guests_of(email), *([guest] if discussion.wrote(email, guest) else [])}
    person = people.find_person(email)
    owns = person is not None and person.proven  # else somebody typed the address, or the newsroom did
    return DataSubject(email=email, person=person.pk if person and owns else None, guests=frozenset(guests))


def whose_of(person: people.Person) -> DataSubject:
    """Everything known to belong to somebody signed in: under their address, too, once they have proven it."""
    if person.email and person.proven:
        return replace(whose(person.email), person=person.pk)
    return DataSubject(email="", person=person.pk, guests=frozenset())


def collect(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """All of it, by what it is; empty lists are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for room in ROOMS:
        found |= {what: records for what, records in room.held_under(whose).items() if records}
    return found
