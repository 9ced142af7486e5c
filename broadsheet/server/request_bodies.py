"""Reading what a request carries: whole or not at all, within a size and a time."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from broadsheet.kit.asgi import Budget, Receive, Scope, request_of
from broadsheet.people import network

_BODILESS = {"GET", "HEAD"}
_IN_MEMORY = 64 * 1024  # bytes of one body; the rest of it waits on the disk
_PATIENCE = 10.0  # seconds in which nothing need come
_LEAST_RATE = 4 * 1024  # bytes a second, on the average, after that
_unfinished = Budget(most=1000, most_of_one=50)  # bodies that are still under way

_TOO_MUCH = _("This is too much to send at once. Please shorten it.")
_CUT_OFF = _("This arrived cut off, so nothing was done. Please send it again.")
_TOO_SLOW = _("This came too slowly, so nothing was done. Please send it again.")
_CROWDED = _("Too much is being sent to this site just now. Please send it again in a moment.")


class Unread(Exception):
    """A body that is not taken; nothing is done for it."""

    def __init__(self, status: int, sentence: Any) -> None:
        super().__init__(status)
        self.status, self.sentence = status, sentence


async def read_body(scope: Scope, receive: Receive, most: int) -> IO[bytes]:
    """The whole body. Raises Unread: 413 above `most` bytes, 408 when it comes too slowly, 400 where it was cut off, and
    503 while too many others are under way.
    """
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    if length.isdigit() and (len(length) > 15 or int(length) > most):
        raise Unread(413, _TOO_MUCH)
    if scope["method"] in _BODILESS and not length and not _is_chunked(scope):
        return BytesIO()
    first = await _next(receive, _PATIENCE)
    if not first.get("more_body"):
        if len(first.get("body", b"")) > most:
            raise Unread(413, _TOO_MUCH)
        return BytesIO(first.get("body", b""))
    with _unfinished.one_of(network(request_of(scope)) if settings.PACING else "") as admitted:
        if not admitted:
            raise Unread(503, _CROWDED)
        return await _read_on(first, receive, most)


def _is_chunked(scope: Scope) -> bool:
    return any(name == b"transfer-encoding" for name, _ in scope["headers"])


async def _read_on(message: MutableMapping[str, Any], receive: Receive, most: int) -> IO[bytes]:
    began, size = asyncio.get_running_loop().time(), 0
    body: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by the request
    try:
        while True:
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > most:
                raise Unread(413, _TOO_MUCH)
            body.write(chunk)
            if not message.get("more_body"):
                break
            until = began + _PATIENCE + size / _LEAST_RATE
            message = await _next(receive, until - asyncio.get_running_loop().time())
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _next(receive: Receive, seconds: float) -> MutableMapping[str, Any]:
    """The next part of the body; one whose sender has gone before its end was cut off."""
    try:
        async with asyncio.timeout(seconds):
            message = await receive()
    except TimeoutError:
        raise Unread(408, _TOO_SLOW) from None
    if message["type"] != "http.request":
        raise Unread(400, _CUT_OFF)
    return message
