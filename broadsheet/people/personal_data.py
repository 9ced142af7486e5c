"""What this room holds under an address, and forgetting it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from broadsheet.kit import DataSubject
from broadsheet.people.account_closing import forget
from broadsheet.people.models import AccountEmail, Person, Restriction, RestrictionTarget, RestrictionType, Role
from broadsheet.people.profile_names import describe
from broadsheet.people.queries import restrictions_of
from broadsheet.people.restrictions import KEEPING_OUT, hashed
from broadsheet.people.sign_in import linked


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """The account, its sign-in methods, its last sign-in, and the restrictions on its owner."""
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
        ],
        "restrictions": [
            {
                "type": str(one.get_type_display()),
                "target": str(one.get_target_display()),
                "since": one.begins,
                "until": one.ends,
                "lifted": one.lifted,
                "message": one.message,
                "reason": one.reason,
            }
            for one in _restrictions(whose)
        ],
    }


def _restrictions(whose: DataSubject) -> list[Restriction]:
    """Those on the person, the address, or the browsers known as theirs; the oldest first."""
    found = restrictions_of(whose.person, whose.guests, whose.email)
    return [one for one in reversed(found) if whose.until is None or one.begins <= whose.until]


def correct_name(whose: DataSubject, name: str) -> None:
    """Another name on the account, where there is one."""
    for person in Person.objects.filter(pk=whose.person or 0):
        describe(person, name=name, website=person.website, about=person.about)


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """The account of a reader with every way to sign in; sessions end with it. Staff are the newsroom's to dismiss."""
    _forget_restrictions(whose)
    AccountEmail.objects.filter(address=whose.email).delete()
    for person in Person.objects.filter(pk=whose.person or 0, role=Role.READER, is_superuser=False):
        forget(person)


def _forget_restrictions(whose: DataSubject) -> None:
    """A suspension, a block or a hold in force stays, without words and keyed by a hash of the address; others go."""
    for one in _restrictions(whose):
        nameless = one.target == RestrictionTarget.PERSON and not whose.email
        if nameless or not one.is_in_force or one.type not in {RestrictionType.HOLD, *KEEPING_OUT}:
            one.delete()
            continue
        one.target_label = one.name_skeleton = one.reason = one.message = ""
        if whose.email:
            one.target, one.target_hash = RestrictionTarget.EMAIL, hashed("email", whose.email)
        one.changed = timezone.now()
        one.save(
            update_fields=["target", "target_hash", "target_label", "name_skeleton", "reason", "message", "changed"]
        )
