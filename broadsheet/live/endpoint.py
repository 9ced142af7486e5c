"""The live stream: `GET /-/live/<story id>?after=<entry number>` as server-sent events (HTML Standard §9.2).

It tells what the page, printed at that number of the ledger, does not show yet, then what happens from now on. Nobody
waits for a slow reader: one who falls behind is let go, and its browser comes again with the last number it heard.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest

from broadsheet.kit import register
from broadsheet.live.events import Event
from broadsheet.live.hub import Follower, Hub, missed
from broadsheet.people import network

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_STREAMS = 10_000  # of one process
MOST_OF_A_NETWORK = 200  # of one process; a whole office or campus may stand behind one address
_MOST_SENT = 512 * 1024  # bytes on one stream: the server keeps unread bytes, so this bounds what a silent peer costs
_PATH = re.compile(r"/-/live/(\d{1,18})")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class _Streams:
    """The open streams of this process, and how many there are of each network."""

    def __init__(self) -> None:
        self.reset()
        register(self.reset)

    def reset(self) -> None:
        self.hub = Hub()
        self._open: Counter[str] = Counter()

    def is_full_for(self, near: str) -> bool:
        """Whether this network, or everybody together, has as many as there may be; an empty hash is not counted."""
        return bool(near) and (self._open[near] >= MOST_OF_A_NETWORK or self._open.total() >= MOST_STREAMS)

    @contextmanager
    def one_of(self, near: str) -> Iterator[None]:
        """Count one of this network for as long as it is open."""
        counted = self._open
        counted[near] += 1
        try:
            yield
        finally:
            counted[near] -= 1
            if not counted[near]:
                del counted[near]


_streams = _Streams()


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI endpoint; 204 tells a browser not to come again (§9.2.3)."""
    place = _PATH.fullmatch(scope["path"])
    if scope["method"] != "GET" or place is None:
        await _refuse(send, 404)
        return
    near = network(_request(scope)) if settings.PACING else ""
    if _streams.is_full_for(near):
        await _refuse(send, 503)
        return
    with _streams.one_of(near):
        await _follow(int(place[1]), scope, receive, send)


async def _follow(story: int, scope: Scope, receive: Receive, send: Send) -> None:
    hub = _streams.hub
    follower = await hub.join(story)
    if follower is None:
        await _refuse(send, 204)
        return
    watching = asyncio.ensure_future(_until_it_leaves(receive, follower))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await _tell(story, follower, _after(scope), send)
    finally:
        watching.cancel()
        hub.part(story, follower)


async def _until_it_leaves(receive: Receive, follower: Follower) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    follower.leave()


async def _tell(story: int, follower: Follower, after: int | None, send: Send) -> None:
    began = follower.seen
    events: list[Event] | None = await missed(story, began if after is None else after, began)
    follower.seen = max(began, after or 0)
    sent, opening = 0, b"retry: 3000\n\n"
    while events is not None:
        body = opening + b"".join(event.text for event in events) or b":\n\n"
        opening, sent = b"", sent + len(body)
        await send({"type": "http.response.body", "body": body, "more_body": True})
        if sent > _MOST_SENT or any(event.last for event in events):
            break
        events = await follower.news()
    await send({"type": "http.response.body", "body": b""})


def _after(scope: Scope) -> int | None:
    """Where the reader stands: what its browser heard last, else what its page says; None for from now on."""
    heard = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    return next((int(number) for number in (heard, asked) if re.fullmatch(r"[0-9]{1,18}", number)), None)


def _request(scope: Scope) -> HttpRequest:
    """As much of a request as tells where it comes from."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = (scope.get("client") or ("",))[0]
    hops = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    request.META["HTTP_X_FORWARDED_FOR"] = ",".join(hops)
    return request


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})
