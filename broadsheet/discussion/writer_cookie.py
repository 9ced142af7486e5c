"""A writer's name, e-mail address and website, in a signed cookie of their own, only where they asked for it."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from broadsheet.kit import cookie_name, cookie_sent

_COOKIE = "writer"
_SALT = "broadsheet.writer"
_A_YEAR = 365 * 24 * 3600  # seconds
REMEMBERED = ("name", "email", "website")


def remember_writer(request: HttpRequest, response: HttpResponse, given: dict[str, str]) -> None:
    """Keep them when the box was ticked; forget what was kept when it was not."""
    if given.get("remember"):
        kept = signing.dumps({field: given.get(field, "")[:300] for field in REMEMBERED}, salt=_SALT)
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(cookie_name(_COOKIE), kept, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=secure)
    elif sent := cookie_sent(request, _COOKIE):
        response.delete_cookie(sent, samesite="Lax")


def remembered(request: HttpRequest) -> dict[str, str]:
    """What the writer asked to be remembered, with `remember` set; empty where nothing is."""
    try:
        kept = signing.loads(request.COOKIES[cookie_sent(request, _COOKIE)], salt=_SALT, max_age=_A_YEAR)
    except (KeyError, signing.BadSignature):
        return {}
    return (
        {field: str(kept.get(field, "")) for field in REMEMBERED} | {"remember": "1"} if isinstance(kept, dict) else {}
    )
