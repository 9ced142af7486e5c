"""One person, several ways in. Ways are linked by the person alone, from their own page; never by a name or an address."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from broadsheet.kit import Unfit
from broadsheet.people.models import Person
from broadsheet.people.sign_in.oauth import ISSUED
from broadsheet.people.sign_in.passkeys import passkeys_of
from broadsheet.people.sign_in.providers import every_way


@dataclass(frozen=True, slots=True)
class Linked:
    """A way in that a person has: `kind` and `number` name it, `title` says what it is."""

    kind: str
    number: int
    title: str


def person_from(uid: str) -> Person:
    """Whom another site vouches for, made now if they never came before. What it says of an address is not asked."""
    try:
        with transaction.atomic():
            found = SocialAccount.objects.select_related("user").filter(provider=ISSUED, uid=uid).first()
            if found is None:
                person = Person.objects.create_user(None)
                found = SocialAccount.objects.create(provider=ISSUED, uid=uid, user=person, extra_data={})
    except IntegrityError:  # two tabs at the same moment; the person made for the second is undone
        found = SocialAccount.objects.select_related("user").get(provider=ISSUED, uid=uid)
    assert isinstance(found.user, Person)
    return found.user


def link(person: Person, uid: str) -> None:
    """Let this person come in by that identity, too. Raises Unfit where it is another account's."""
    found, _made = SocialAccount.objects.get_or_create(
        provider=ISSUED, uid=uid, defaults={"user": person, "extra_data": {}}
    )
    if found.user_id != person.pk:
        raise Unfit(
            gettext("This sign-in method belongs to another account. Sign in with it and remove it there first.")
        )


def linked(person: Person) -> list[Linked]:
    """A person's ways in besides their address."""
    by_issuer = {way.issuer.rstrip("/"): way.title for way in every_way().values()}
    issuers = [
        (one.pk, one.uid.split(" ")[0].rstrip("/")) for one in SocialAccount.objects.filter(user=person).order_by("pk")
    ]
    accounts = [Linked("account", pk, by_issuer.get(issuer, issuer)) for pk, issuer in issuers]
    return accounts + [Linked("passkey", one.pk, str(one)) for one in passkeys_of(person)]


@transaction.atomic
def unlink(person: Person, kind: str, number: int) -> None:
    """Remove a way in. Raises Unfit for the last one."""
    ways = [one for one in linked(person) if (one.kind, one.number) != (kind, number)]
    if not ways and not person.email and not person.has_usable_password():
        raise Unfit(
            gettext("This is your only sign-in method. Please add another first, for instance your e-mail address.")
        )
    if kind == "account":
        SocialAccount.objects.filter(user=person, pk=number).delete()
    else:
        passkeys_of(person).filter(pk=number).delete()
