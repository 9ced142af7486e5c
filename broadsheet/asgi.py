"""The door. Every request comes in here, and one glance at its path says where it goes:

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

from broadsheet.live import stream
from broadsheet.server.django_bridge import answer
from broadsheet.server.printed_files import Door, Receive, Scope, Send

_OLD_QUERY = re.compile(rb"(?:^|&)(?:p|page_id|attachment_id|cat|tag|author|feed|m)=")
_door = Door(settings.PRINTED)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """An ASGI 3 application."""
    if scope["type"] != "http":
        return
    path = scope["path"]
    alive = path.startswith("/-/") or (path == "/" and _OLD_QUERY.search(scope["query_string"]))
    if path.startswith("/-/live/"):
        await stream(scope, receive, send)
    elif alive or not await _door.hand_out(scope, send):
        await answer(scope, receive, send)
