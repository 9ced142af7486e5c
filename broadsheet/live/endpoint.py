"""The live stream: `GET /-/live/<story id>?after=<entry number>` as server-sent events (HTML Standard §9.2).

It tells what the page, printed at that number of the ledger, does not show yet, then what happens from now on. Nobody
waits for a slow reader: one who falls behind is let go, and its browser comes again with the last number it heard.
"""

from __future__ import annotations

import asyncio
import re
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from broadsheet.kit import register
from broadsheet.kit.asgi import Budget, Headers, Receive, Scope, Send, connections_of_a_process, request_of, say
from broadsheet.live.events import Event
from broadsheet.live.hub import Follower, Hub, missed
from broadsheet.people import network

MOST_OF_A_NETWORK = 50  # of all processes; an office may stand behind one address
_MOST_SENT = 512 * 1024  # bytes on one stream: the server keeps unread bytes, so this bounds what a silent peer costs
_PATH = re.compile(r"/-/live/(\d{1,18})")
_HEADERS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


_FULL = _("Too many pages follow discussions just now. This one is up to date when it is opened again.")
_READ_ONLY = _("This address does not take that kind of request. Please use the links and forms of the page.")


class _Streams:
    """The open streams of this process. Each process has its part of what the site and a network may have."""

    def __init__(self) -> None:
        most = min(_share(settings.STREAMS), connections_of_a_process() // 2)  # the rest is kept for pages
        self.budget = Budget(most, _share(MOST_OF_A_NETWORK))
        self.reset()
        register(self.reset)

    def reset(self) -> None:
        self.hub = Hub()


def _share(most: int) -> int:
    return -(-most // max(settings.WORKERS, 1))


_streams = _Streams()


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI endpoint; 204 tells a browser not to come again (§9.2.3)."""
    place = _PATH.fullmatch(scope["path"])
    if place is None:
        await _refuse(send, 404)
    elif scope["method"] == "HEAD":
        await _refuse(send, 200, _HEADERS)
    elif scope["method"] != "GET":
        await say(scope, send, 405, _READ_ONLY, [(b"allow", b"GET, HEAD")])
    else:
        with _streams.budget.one_of(network(request_of(scope)) if settings.PACING else "") as admitted:
            if admitted:
                await _follow(int(place[1]), scope, receive, send)
            else:
                await say(scope, send, 503, _FULL, [(b"retry-after", b"60")])


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


async def _refuse(send: Send, status: int, headers: Headers | None = None) -> None:
    headers = headers or [(b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
