"""Another e-mail address for an account: it counts once its owner, signed in to the account, has opened the link sent there."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from broadsheet.kit import Unfit
from broadsheet.people.models import AccountEmailKind, Person
from broadsheet.people.profile_names import tell_of
from broadsheet.people.refusals import Dead
from broadsheet.people.sign_in.account_emails import address_mark, read_address_token, write_account_email
from broadsheet.people.sign_in.attempt_limits import pace_asking
from broadsheet.people.sign_in.codes import canonical


def request_address(person: Person, email: str, network: str = "") -> bool:
    """Ask at a new address whether it is this person's; the account keeps the one it has until then.

    False where it is theirs and proven already. `network` is missing where the newsroom asks for somebody. Raises Unfit for
    what is no address, and TooFast.
    """
    address = canonical(email)
    if person.proven and address == person.email:
        return False
    if network:
        pace_asking(address, network)
    write_account_email(AccountEmailKind.CONFIRM, address, person)
    return True


def address_asked(token: str, person: Person | None) -> str:
    """The address that a link asks about. Raises Dead where it is over, or asks somebody else."""
    number, address, mark = read_address_token(token)
    if person is None or person.pk != number:
        raise Dead(
            gettext("This address was to be added to an account that is not signed in here. Please sign in first.")
        )
    if mark != address_mark(person):
        raise Dead(gettext("This link is no longer valid, or it was cut off. Please ask for a new one."))
    return address


def join_address(person: Person, address: str) -> None:
    """Make a proven address a person's own, and tell the former one. Raises Unfit where it is somebody else's."""
    former = person.email
    try:
        with transaction.atomic():
            person.email, person.proven = address, True
            person.save(update_fields=["email", "proven"])
            if former and former != address:
                write_account_email(AccountEmailKind.CHANGED, former, person)
            tell_of(person)
    except IntegrityError:
        person.refresh_from_db()
        raise Unfit(
            gettext("This address is another account's. Sign out and sign in with it, or choose another address."),
            "email",
        ) from None
