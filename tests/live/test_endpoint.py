"""The live stream as a thing of its own: who gets one, what keeps it open, and how it ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from broadsheet import ledger
from broadsheet.live import endpoint, hub
from broadsheet.stories import PostingRule, SiteSettings
from tests.live.an_open_page import Browser, Open
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def everybody_may_write(db: None) -> None:
    """Comments appear at once; who is held here is held on purpose."""
    SiteSettings.objects.update_or_create(defaults={"rule": PostingRule.EVERYONE})


@pytest.mark.parametrize("path", [0, 987654])
def test_no_story_no_stream(follow: Open, path: int, db: None) -> None:
    browser = follow(path)
    browser.wait_for(lambda: browser.status)
    assert browser.status == 204


def test_a_network_has_a_share_of_the_streams(follow: Open, a_story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint._streams.budget, "most_of_one", 2)
    story = a_story()
    first, _ = follow(story).opened(), follow(story).opened()
    third = follow(story)
    third.wait_for(lambda: third.status)
    assert third.status == 503
    assert third.headers["retry-after"] == "60"
    assert "follow discussions" in third.text
    first.leave()
    follow(story).opened()


def test_the_ledger_is_read_only_while_somebody_follows(follow: Open, a_story: Any) -> None:
    story = a_story()
    first, second = follow(story).opened(), follow(story).opened()
    assert endpoint._streams.hub._poller is not None
    first.leave()
    assert endpoint._streams.hub._poller is not None
    second.leave()
    assert endpoint._streams.hub._poller is None
    assert not endpoint._streams.hub._stories
    assert endpoint._streams.budget.total == 0


def test_silence_is_broken_by_a_heartbeat(follow: Open, a_story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "HEARTBEAT", 0.1)
    browser = follow(a_story()).opened()
    browser.wait_for(lambda: browser.text.endswith("\n\n:\n\n"))


def test_a_reader_who_cannot_keep_up_is_let_go(
    follow: Open, a_story: Any, a_comment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_RECENT", 2)
    story = a_story()
    with _stalled(monkeypatch) as go_on:
        browser = follow(story)
        browser.wait_for(lambda: browser.status == 200)  # from here on it is told of every line
        quick = [a_comment(story, f"Too quick {number}.") for number in range(4)]
        newest = ledger.latest()
        wait_until(lambda: (endpoint._streams.hub._number or 0) >= newest, "the poller to read them all")
        go_on()
    browser.wait_for(lambda: browser.ended or len(browser.events) >= len(quick))
    assert browser.ended


def test_streams_end_when_the_server_stops(follow: Open, a_story: Any) -> None:
    browser = follow(a_story()).opened()
    hub.end_streams()
    browser.wait_for(lambda: browser.ended)


@contextmanager
def _stalled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Sending of bodies waits until told to go on."""
    gate = threading.Event()
    send = Browser._send

    async def slow(self: Browser, message: Any) -> None:
        if message["type"] == "http.response.body":
            await asyncio.to_thread(gate.wait, PATIENCE)
        await send(self, message)

    monkeypatch.setattr(Browser, "_send", slow)
    yield gate.set
    gate.set()
