"""Questions that other rooms ask of persons and restrictions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from broadsheet.people.models import Person, Restriction
from broadsheet.people.restrictions import target_hashes


def latest_restrictions(most: int) -> list[Restriction]:
    """The newest restrictions that are in force now, with who made them."""
    lasting = Restriction.objects.filter(lifted=None).exclude(ends__lte=timezone.now()).select_related("by")
    return list(lasting.order_by("-pk")[:most])


def persons_by_id(numbers: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids; who is no longer there is left out."""
    return Person.objects.in_bulk(set(numbers))


def find_restriction(number: int) -> Restriction | None:
    """The restriction of that id, in force or past."""
    return Restriction.objects.filter(pk=number).first()


def restrictions_of(person: int | None, guests: Iterable[str], email: str) -> list[Restriction]:
    """In force and past, the newest first: those of a person's id, of guests' cookies and of an e-mail address."""
    which = Q(pk=None)
    for guest in [*guests] or [""]:
        for target, target_hash in target_hashes(person, guest, email):
            which |= Q(target=target, target_hash=target_hash)
    return list(Restriction.objects.filter(which).select_related("by", "lifted_by").order_by("-pk"))


def persons_called(words: str, most: int) -> list[Person]:
    """Persons with these words in their name or their e-mail address, the oldest accounts first."""
    found = Person.objects.filter(
        Q(first_name__icontains=words) | Q(last_name__icontains=words) | Q(email__icontains=words)
    )
    return list(found.order_by("pk")[:most])
