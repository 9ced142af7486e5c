"""Cookies that no neighbour under the same domain can set, where the site is served by TLS."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def cookie_name(name: str) -> str:
    """`__Host-name` where cookies are secure: then browsers take it from this host alone (RFC 6265bis §4.1.3.2)."""
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


def cookie_sent(request: HttpRequest, name: str) -> str:
    """The name under which the browser sent this cookie: `cookie_name`, or the plain one of before 0.4.0; empty if neither."""
    return next((one for one in (cookie_name(name), name) if one in request.COOKIES), "")
