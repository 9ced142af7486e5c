"""The session's cookie under its guarded name; who was signed in before 0.4.0 stays so."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

_FORMER = "sessionid"
_GUARDED = "guarded"  # set in every session that was saved under the guarded name


class GuardedSessionMiddleware(SessionMiddleware):
    """Django's, which takes a cookie of the former name once: it gets another key and the guarded name.

    A session that has had that name is not taken by the former one, so a neighbour under the same domain cannot plant
    one of its own.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        name, former = settings.SESSION_COOKIE_NAME, request.COOKIES.get(_FORMER)
        if name == _FORMER or name in request.COOKIES or not former:
            return
        session = self.SessionStore(former)
        if not session.is_empty() and session.keys() and _GUARDED not in session:
            session.cycle_key()
            request.session = session
            request.COOKIES[name] = str(session.session_key)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = request.session
        if session.modified and not session.is_empty() and settings.SESSION_COOKIE_NAME != _FORMER:
            session[_GUARDED] = True
        return super().process_response(request, response)
