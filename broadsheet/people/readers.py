"""Who is reading: a guest by a signed cookie, a person by a session, or nobody known."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from broadsheet.kit import cookie_name, cookie_sent
from broadsheet.people.models import Person

_COOKIE = "guest"
_SALT = "broadsheet.guest"
_A_YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Reader:
    """`guest` is 32 hex digits, or empty; `person` is set for somebody signed in; `fresh` says the cookie is not out yet, and
    `outdated` that it is out under its former name.
    """

    guest: str = ""
    person: Person | None = None
    fresh: bool = False
    outdated: bool = False

    @property
    def moderates(self) -> bool:
        return self.person is not None and self.person.moderates


def known(request: HttpRequest, *, admit: bool = False) -> Reader:
    """The reader of this request; with `admit`, a stranger becomes a guest (send it with `remember_guest`)."""
    person = signed_in(request)
    try:
        sent = cookie_sent(request, _COOKIE)
        guest = request.get_signed_cookie(sent, salt=_SALT, max_age=_A_YEAR)
        return Reader(guest=guest or "", person=person, outdated=sent != cookie_name(_COOKIE))
    except (KeyError, BadSignature):
        return Reader(guest=secrets.token_hex(16), person=person, fresh=True) if admit else Reader(person=person)


def signed_in(request: HttpRequest) -> Person | None:
    """The session is asked only when its cookie came: a guest costs no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, Person) else None


def remember_guest(response: HttpResponseBase, reader: Reader) -> None:
    """Send a guest the cookie where it is not out yet under its name, beside a readable one that tells scripts `/-/me` is worth asking."""
    if (reader.fresh or reader.outdated) and reader.guest:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_signed_cookie(
            cookie_name(_COOKIE),
            reader.guest,
            salt=_SALT,
            max_age=_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=secure,
        )
        response.set_cookie("known", "1", max_age=_A_YEAR, samesite="Lax", secure=secure)
