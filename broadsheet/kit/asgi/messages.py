"""The calls of ASGI 3, and a refusal in one sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.http import HttpRequest
from django.utils import translation

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_TOLD = {b"accept-language": "HTTP_ACCEPT_LANGUAGE", b"x-forwarded-for": "HTTP_X_FORWARDED_FOR"}


def request_of(scope: Scope) -> HttpRequest:
    """As much of a request as tells where it comes from and which language it asks for."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = (scope.get("client") or ("",))[0]
    for name, value in scope["headers"]:
        if key := _TOLD.get(name):
            told = value.decode("latin-1")
            request.META[key] = f"{request.META[key]},{told}" if key in request.META else told
    return request


async def say(scope: Scope, send: Send, status: int, sentence: Any, headers: Headers | None = None) -> None:
    """Answer with one sentence (a `gettext_lazy`) as plain text, in the language that was asked for; no cache keeps it."""
    with translation.override(translation.get_language_from_request(request_of(scope))):
        body = f"{sentence}\n".encode()
    fixed = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": fixed + (headers or [])})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
