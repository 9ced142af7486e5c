"""Coming in and going out: the session of a person, begun by whichever way and ended everywhere at once."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet.kit import Blocked
from broadsheet.people.models import Person, Role, new_seed

_AN_HOUR = 3600  # seconds
_BACKEND = "broadsheet.people.sign_in.passwords.Passwords"


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a session under a new key. Raises Blocked for an account that the newsroom closed."""
    if not person.is_active:
        raise Blocked(
            gettext("The newsroom has closed this account. If you think that is wrong, please write to the newsroom.")
        )
    login(request, person, backend=_BACKEND)
    request.session.set_expiry(None)  # no longer a stranger's


def forget_stranger_soon(request: HttpRequest) -> None:
    """A session begun only to ask another site, or for a passkey, lasts an hour."""
    if not request.user.is_authenticated:
        request.session.set_expiry(_AN_HOUR)


def sweep_sessions() -> int:
    """Forget sessions that are over; called by the worker."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def leave(request: HttpRequest) -> None:
    """End this session; others of the same person go on."""
    logout(request)


def leave_everywhere(person: Person) -> None:
    """End every session of a person, on whatever device, at its next request."""
    person.seal = new_seed()
    person.save(update_fields=["seal"])


def tell_scripts(response: HttpResponseBase) -> None:
    """A readable cookie that says `/-/me` is worth asking."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie("known", "1", max_age=settings.SESSION_COOKIE_AGE, samesite="Lax", secure=secure)


def person_of(address: str) -> Person:
    """Whoever proved this address, made now if they never came before."""
    person = Person.objects.filter(email=address).first()
    if person is None:
        try:
            with transaction.atomic():
                return Person.objects.create_user(address, proven=True)
        except IntegrityError:  # two tabs at the same moment
            person = Person.objects.get(email=address)
    if not person.proven:
        _prove(person)
    return person


def _prove(person: Person) -> None:
    """The address is its owner's now; what anybody set up for a reader before that lets nobody in any more."""
    person.proven = True
    if person.role == Role.READER:
        person.seal = new_seed()
        person.set_unusable_password()
    person.save(update_fields=["proven", "seal", "password"])
