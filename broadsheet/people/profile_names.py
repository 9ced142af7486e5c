"""What a person goes by, and what the newsroom says of them; each change ends in a line of the ledger."""

from __future__ import annotations

from django.db import transaction

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.people.models import Person, new_seed
from broadsheet.people.reserved_names import forget_guarded_names, refuse_taken_name


@transaction.atomic
def describe(person: Person, *, name: str, website: str, about: str) -> None:
    """Give a person another name, website and line; all three fit to be kept already. Raises Unfit for another's name."""
    refuse_taken_name(name, person)
    if (name, website, about) == (person.chosen, person.website, person.about):
        return
    person.first_name, person.last_name, person.website, person.about = name, "", website, about
    person.save(update_fields=["first_name", "last_name", "website", "about"])
    tell_of(person)


@transaction.atomic
def draw_anew(person: Person) -> None:
    """Give a person another picture."""
    person.seed = new_seed()
    person.save(update_fields=["seed"])
    tell_of(person)


def tell_of(person: Person) -> None:
    """Record that sheets on which this person stands must be printed anew; call it last in the transaction."""
    forget_guarded_names()
    ledger.record(Kind.PERSON_CHANGED, person=person.pk)
