"""What this room holds under an address, and forgetting it."""

from __future__ import annotations

from typing import Any

from broadsheet.kit import Whose
from broadsheet.people.blocking import forget
from broadsheet.people.linking import linked
from broadsheet.people.models import Person, Role
from broadsheet.people.naming import describe


def held_under(whose: Whose) -> dict[str, list[dict[str, Any]]]:
    """The account, its ways in, and when it last signed in."""
    found = Person.objects.filter(pk=whose.person or 0)
    return {
        "account": [
            {
                "name": person.name,
                "email": person.email,
                "website": person.website,
                "about": person.about,
                "ways_in": [one.title for one in linked(person)],
                "role": person.role,
                "since": person.date_joined,
                "last_sign_in": person.last_login,
            }
            for person in found
        ]
    }


def correct_name(whose: Whose, name: str) -> None:
    """Another name on the account, where there is one."""
    for person in Person.objects.filter(pk=whose.person or 0):
        describe(person, name=name, website=person.website, about=person.about)


def erase_under(whose: Whose, *, words: bool) -> None:
    """The account of a reader with every way to sign in; sessions end with it. Staff are the newsroom's to dismiss."""
    for person in Person.objects.filter(pk=whose.person or 0, role=Role.READER, is_superuser=False):
        forget(person)
