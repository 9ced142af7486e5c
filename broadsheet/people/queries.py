"""Questions that other rooms ask of persons."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.people.models import Person


def persons_by_id(numbers: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids; who is no longer there is left out."""
    return Person.objects.in_bulk(set(numbers))
