"""Finding persons."""

from __future__ import annotations

from broadsheet.people.models import Person, Role


def find_person(email: str) -> Person | None:
    """Whoever has this address, in whatever letters it is written."""
    return Person.objects.filter(email__iexact=email).first()


def moderators() -> list[Person]:
    """Everybody who may decide about comments."""
    roles = (Role.MODERATOR, Role.EDITOR, Role.OWNER)
    staff = Person.objects.filter(is_active=True, role__in=roles) | Person.objects.filter(
        is_active=True, is_superuser=True
    )
    return list(staff.order_by("pk"))


def person_by_id(person: int | None) -> Person | None:
    """The person of this id; None for None."""
    return Person.objects.filter(pk=person).first() if person is not None else None
