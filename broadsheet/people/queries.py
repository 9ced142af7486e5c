"""Questions that other rooms ask of persons and restrictions."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from broadsheet.people.models import Measure, Person


def persons_by_id(numbers: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids; who is no longer there is left out."""
    return Person.objects.in_bulk(set(numbers))


def restrictions_in_force(most: int) -> list[Measure]:
    """The newest restrictions that are in force now, with who made them."""
    lasting = Measure.objects.filter(lifted=None).exclude(ends__lte=timezone.now()).select_related("by")
    return list(lasting.order_by("-pk")[:most])


def find_restriction(number: int) -> Measure | None:
    """The restriction of that id, in force or past."""
    return Measure.objects.filter(pk=number).first()
