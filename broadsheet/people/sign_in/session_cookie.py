"""The session's cookie under its guarded name; who was signed in before 0.4.0 stays so."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

_FORMER = "sessionid"
_GUARDED = "guarded"  # set in every session that was saved under the guarded name


class GuardedSessionMiddleware(SessionMiddleware):
    """Django's, which takes a cookie of the former name once: what its session holds goes on under another key and the
    guarded name, and the former cookie is taken back.

    A session that has had that name is not taken by the former one, so a neighbour under the same domain cannot plant
    one of its own.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        name, former = settings.SESSION_COOKIE_NAME, request.COOKIES.get(_FORMER)
        if name == _FORMER or name in request.COOKIES or not former:
            return
        before = self.SessionStore(former)
        if before.keys() and _GUARDED not in before:
            request.session.update(dict(before.items()))
            request.COOKIES[name] = former

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        name, session = settings.SESSION_COOKIE_NAME, request.session
        if name != _FORMER and session.modified and not session.is_empty():
            session[_GUARDED] = True
        response = super().process_response(request, response)
        if name != _FORMER and request.COOKIES.get(name, "") == request.COOKIES.get(_FORMER):
            response.delete_cookie(_FORMER, samesite="Lax")
        return response
