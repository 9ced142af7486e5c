"""The door. Every request comes in here; what is too large is refused, and one glance at the path says where the rest goes:

`/-/live/…`  to the live stream, which stays open;
`/-/…`       to Django;
all else     to the printed file, and only if there is none to Django, which knows what has moved.
"""

from __future__ import annotations

import os
import re

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")

import django

django.setup()

from django.conf import settings

from broadsheet.kit.asgi import Receive, Scope, Send, say
from broadsheet.live import stream
from broadsheet.server.django_bridge import answer
from broadsheet.server.printed_files import Door
from broadsheet.server.request_limits import refusal_of_head, refusal_of_host

_OLD_QUERY = re.compile(rb"(?:^|&)(?:p|page_id|attachment_id|cat|tag|author|feed|m)=")
_door = Door(settings.PRINTED)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI 3 application."""
    if scope["type"] != "http":
        return
    if refusal := refusal_of_head(scope):
        await say(scope, send, *refusal)
        return
    path = scope["path"]
    alive = path.startswith("/-/") or (path == "/" and _OLD_QUERY.search(scope["query_string"]))
    if not alive and await _door.hand_out(scope, send):
        return
    if refusal := refusal_of_host(scope):
        await say(scope, send, *refusal)
    elif path.startswith("/-/live/"):
        await stream(scope, receive, send)
    else:
        await answer(scope, receive, send)
