"""Closing an account, opening it again, and forgetting somebody; each ends every session at once."""

from __future__ import annotations

from django.db import transaction

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.people.models import Person, new_seed
from broadsheet.people.profile_names import tell_of


@transaction.atomic
def block(person: Person) -> None:
    """Keep a person out, on every device from the next request; what they wrote stays."""
    person.is_active, person.seal = False, new_seed()
    person.save(update_fields=["is_active", "seal"])
    tell_of(person)


@transaction.atomic
def unblock(person: Person) -> None:
    """Let a person in again; the sessions from before stay ended."""
    person.is_active, person.seal = True, new_seed()
    person.save(update_fields=["is_active", "seal"])
    tell_of(person)


@transaction.atomic
def forget(person: Person) -> None:
    """Delete an account with its ways in. What it wrote is the discussion's to forget, and must be forgotten before."""
    number = person.pk
    person.delete()
    ledger.record(Kind.PERSON_ERASED, person=number)
