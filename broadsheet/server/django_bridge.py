"""From the door to Django and back: the body is read first, then one hop to a thread runs the whole view.

Django's own ASGI handler changes between loop and threads at every middleware and reaches a quarter of the speed
(`docs/decisions/0003-one-hop-to-django.md`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import IO, Any

from django.conf import settings
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse

from broadsheet.kit import cache_for_request
from broadsheet.kit.asgi import Headers, Receive, Scope, Send, say
from broadsheet.server.request_bodies import Unread, read_body
from broadsheet.server.request_limits import STRICT_TRANSPORT

_LARGEST = (
    512 * 1024
)  # bytes of what a reader may send: far more than fits in any field, so that too long a text comes back
_LARGEST_FROM_STAFF = 64 * 1024 * 1024
_LARGEST_FROM_DESK = 1024 * 1024  # a word list
_NEWSROOM, _DESK = "/-/newsroom/", "/-/desk/"
_SIGNING_IN = "/-/sign-in/"
_SESSION = f"{settings.SESSION_COOKIE_NAME}=".encode()
_STALE = 1.0  # seconds that the newsroom's choices may take to reach every process

_handler = WSGIHandler()
# One thread takes what readers post: they take turns at the database anyway, and threads that wait for one lock cost
# more than they win. Pages and the newsroom do not wait for it.
_for_posts = ThreadPoolExecutor(1, thread_name_prefix="posts")
_for_readers = ThreadPoolExecutor(2, thread_name_prefix="readers")
# Signing in waits for mail servers and for other sites; nobody else should.
_for_signing_in = ThreadPoolExecutor(2, thread_name_prefix="signing in")
_for_newsroom = ThreadPoolExecutor(2, thread_name_prefix="newsroom")


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a living address; staff and readers do not wait for each other's threads."""
    try:
        body = await read_body(scope, receive, _largest(scope))
    except Unread as unread:
        again = [(b"retry-after", b"5")] if unread.status == 503 else []
        await say(scope, send, unread.status, unread.sentence, [(b"connection", b"close"), *again])
        return
    loop = asyncio.get_running_loop()
    pool = _for_newsroom if _is_staffs(scope["path"]) else _pool(scope)
    response = await loop.run_in_executor(pool, _respond, scope, body)
    try:
        await _send(response, scope, send, pool)
    finally:
        if response.streaming:
            await loop.run_in_executor(pool, response.close)


def _is_staffs(path: str) -> bool:
    """At the desk a rule is tried on 100,000 comments: nobody who posts waits for that."""
    return path.startswith((_NEWSROOM, _DESK))


def _largest(scope: Scope) -> int:
    """Much is taken only from who brings a session to the newsroom or the desk: strangers sign in there, no more."""
    if not _is_staffs(scope["path"]) or not any(
        name == b"cookie" and _SESSION in value for name, value in scope["headers"]
    ):
        return _LARGEST
    return _LARGEST_FROM_STAFF if scope["path"].startswith(_NEWSROOM) else _LARGEST_FROM_DESK


def _pool(scope: Scope) -> ThreadPoolExecutor:
    if scope["path"].startswith(_SIGNING_IN):
        return _for_signing_in
    return _for_posts if scope["method"] == "POST" else _for_readers


def _respond(scope: Scope, body: IO[bytes]) -> HttpResponseBase:
    environ = _environ(scope, body)
    signals.request_started.send(sender=WSGIHandler, environ=environ)
    with nullcontext() if _is_staffs(scope["path"]) else cache_for_request(_STALE):
        response = _handler.get_response(WSGIRequest(environ))
    if not response.streaming:
        response.close()
    return response


def _environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The request as PEP 3333 wants it."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    size = body.seek(0, 2)
    body.seek(0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": str(client[0]),
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    if "\\" in environ.get("HTTP_COOKIE", ""):
        environ["HTTP_COOKIE"] = _without_escapes(environ["HTTP_COOKIE"])
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    """A name with an underscore would stand for one with a dash, so it is dropped, as nginx does."""
    if "_" in name or name == "content-length":
        return
    key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
    joint = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value


def _without_escapes(cookies: str) -> str:
    """No cookie of ours has a backslash, and `http.cookies` needs time that grows with the square of them (CVE-2024-7592)."""
    return ";".join(pair for pair in cookies.split(";") if "\\" not in pair)


def _guarded(path: str, headers: Headers) -> Headers:
    """The headers of a living answer with those that keep other sites from framing it and browsers from asking without TLS.

    Wagtail shows the newsroom a preview in a frame of its own.
    """
    by, policy = (b"SAMEORIGIN", b"'self'") if path.startswith(_NEWSROOM) else (b"DENY", b"'none'")
    given = {name for name, _ in headers}
    ours = [(b"x-frame-options", by), (b"content-security-policy", b"frame-ancestors " + policy), *STRICT_TRANSPORT]
    return headers + [(name, value) for name, value in ours if name not in given]


async def _send(response: HttpResponseBase, scope: Scope, send: Send, pool: ThreadPoolExecutor) -> None:
    method = scope["method"]
    headers: Headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.items()]
    headers += [(b"set-cookie", morsel.OutputString().encode("latin-1")) for morsel in response.cookies.values()]
    await send(
        {"type": "http.response.start", "status": response.status_code, "headers": _guarded(scope["path"], headers)}
    )
    if not isinstance(response, StreamingHttpResponse):
        body = b"" if method == "HEAD" else response.content  # type: ignore[attr-defined]
        await send({"type": "http.response.body", "body": body})
        return
    chunks: Iterator[bytes] = iter(response)
    while method != "HEAD" and (chunk := await asyncio.get_running_loop().run_in_executor(pool, next, chunks, b"")):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
