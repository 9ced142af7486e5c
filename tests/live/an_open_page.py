"""An open stream as a reader's browser holds it, and the loop in which all of them run."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from django.db import connection

from broadsheet.live import endpoint, hub
from tests.waiting import PATIENCE


class Browser:
    """One reader's open stream: what came, split into events."""

    def __init__(self, loop: asyncio.AbstractEventLoop, path: str, query: str = "", **headers: str) -> None:
        self.loop = loop
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.ended = False
        self.text = ""
        self._read = 0
        self._left = asyncio.Event()
        self._changed = threading.Condition()
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "client": ("192.0.2.7", 40000),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        self.done: Future[None] = asyncio.run_coroutine_threadsafe(
            endpoint.stream(scope, self._receive, self._send), self.loop
        )

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        with self._changed:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                self.text += message["body"].decode()
                self.ended = not message.get("more_body")
            self._changed.notify_all()

    def wait_for(self, condition: Callable[[], Any]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), self.text

    def opened(self) -> Browser:
        self.wait_for(lambda: "retry: 3000\n\n" in self.text)
        return self

    @property
    def events(self) -> list[tuple[int, str, Any]]:
        """Number, name and facts of each event so far."""
        found = []
        for block in self.text.split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            if "data" in fields:
                found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
        return found

    def next(self) -> tuple[str, Any]:
        """The next event's name and facts."""
        self.wait_for(lambda: len(self.events) > self._read)
        self._read += 1
        return self.events[self._read - 1][1:]

    def leave(self) -> None:
        self.loop.call_soon_threadsafe(self._left.set)
        self.done.result(PATIENCE)


Open = Callable[..., Browser]


@pytest.fixture(name="follow")
def follow_streams(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens streams in a loop of their own; all of them leave at the end."""
    monkeypatch.setattr(hub, "EVERY", 0.02)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    browsers: list[Browser] = []

    def follow(story: Any, query: str = "", **headers: str) -> Browser:
        browsers.append(Browser(loop, f"/-/live/{story if isinstance(story, int) else story.pk}", query, **headers))
        return browsers[-1]

    yield follow
    try:
        for browser in browsers:
            browser.leave()
        asyncio.run_coroutine_threadsafe(hub.in_thread(_close_connection), loop).result(PATIENCE)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()


def _close_connection() -> None:
    connection.close()
