"""Passkeys: WebAuthn by django-allauth, as a way in of its own and never as a second step behind another."""

from __future__ import annotations

import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet.kit import Unfit
from broadsheet.people.models import Person

MOST = 10
_BROKEN = (ValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


class Adapter(DefaultMFAAdapter):
    """What allauth asks this site about passkeys."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = urlsplit(settings.ADDRESS).hostname or "localhost"
        return {"id": host, "name": host}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """The reader's own device keeps what it is told, so it is told the name alone."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.email or user.name, "display_name": user.name}


@checks.register
def check_passkey_host(app_configs: Any, **named: Any) -> list[checks.CheckMessage]:
    """broadsheet.W001: at an IP address browsers make no passkeys (Web Authentication Level 2, §5.1.2: a valid domain)."""
    host = urlsplit(settings.ADDRESS).hostname or ""
    try:
        if ipaddress.ip_address(host).is_loopback:
            return []  # a site that is tried out
    except ValueError:
        return []
    hint = "Give the site a host name. Readers can sign in in other ways until then."
    return [checks.Warning(f"Passkeys do not work at {host}.", hint=hint, id="broadsheet.W001")]


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    """Each has `pk`, `created_at`, `last_used_at` and a name (`str`)."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return found.order_by("pk")


def begin_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey. Raises Unfit where there are ten already."""
    if passkeys_of(person).count() >= MOST:
        raise Unfit(gettext("You have ten passkeys here. Please remove one first."))
    return _plain(_webauthn().begin_registration(person, passwordless=True))


def add_passkey(person: Person, credential: str) -> None:
    """Keep the passkey that the browser made. Raises Unfit for one that does not answer what was asked."""
    try:
        made = json.loads(credential)
        _webauthn().complete_registration(made)
        name = gettext("Passkey of %(day)s") % {"day": timezone.localdate().isoformat()}
        _webauthn().WebAuthn.add(person, name, made)
    except _BROKEN:
        raise Unfit(gettext("This passkey could not be taken. Please try again.")) from None


def begin_entering() -> dict[str, Any]:
    """What the browser needs to find a passkey for this site, whosever it is."""
    return _plain(_webauthn().begin_authentication())


def person_with(credential: str) -> Person:
    """Whose passkey this is, when it answers what was asked. Raises Unfit."""
    try:
        given = json.loads(credential)
        person = _webauthn().extract_user_from_response(given)
        _webauthn().complete_authentication(person, given).record_usage()
    except _BROKEN:
        raise Unfit(gettext("This passkey is not known here. Please choose another way to sign in.")) from None
    assert isinstance(person, Person)
    return person


def _webauthn() -> Any:
    """Loaded with the first passkey: the cryptography under it takes ten megabytes of every process."""
    from allauth.mfa.webauthn.internal import auth

    return auth


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """As JSON has it."""
    plain: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return plain


def forget_challenge(request: HttpRequest) -> None:
    """A challenge is asked once, right or wrong."""
    request.session.pop(_webauthn().STATE_SESSION_KEY, None)
