"""Finding persons."""

from __future__ import annotations

from broadsheet.kit.identity import same_email
from broadsheet.people.models import Person, Role


def find_person(email: str) -> Person | None:
    """Whoever has this address, proven or not, in whatever letters it is written."""
    return Person.objects.filter(email=same_email(email)).first()


def person_by_id(given: int | str | None) -> Person | None:
    """The person with this id, as a number or as it was typed; None where it is no id of anybody."""
    text = str(given or "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return Person.objects.filter(pk=int(text)).first()


def account_addresses() -> set[str]:
    """Every e-mail address of an account."""
    return {email for email in Person.objects.values_list("email", flat=True) if email}


def moderators() -> list[Person]:
    """Everybody who may decide about comments."""
    roles = (Role.MODERATOR, Role.EDITOR, Role.OWNER)
    staff = Person.objects.filter(is_active=True, role__in=roles) | Person.objects.filter(
        is_active=True, is_superuser=True
    )
    return list(staff.order_by("pk"))
