"""Questions that other rooms ask of persons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from broadsheet.people.models import Person


def persons_by_id(numbers: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids; who is no longer there is left out."""
    return Person.objects.in_bulk(set(numbers))


def persons_called(words: str, most: int) -> list[Person]:
    """Persons with these words in their name or their e-mail address, the oldest accounts first."""
    found = Person.objects.filter(
        Q(first_name__icontains=words) | Q(last_name__icontains=words) | Q(email__icontains=words)
    )
    return list(found.order_by("pk")[:most])
