"""Fetching is guarded: what is private is refused, what is endless ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from broadsheet.kit.guarded_fetch import Unfetched, fetch, is_public
from tests.waiting import PATIENCE

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "nonsense", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_ones_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "https://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://169.254.169.254/latest/",
        "file:///etc/passwd", "ftp://x.example/", "gopher://x/", "http://", "", "x", "http://user:word@x.example/", "http://x.example:22/",
        "http://x.example/\r\nX: y", "http://x.example:99999/", "http://[::1", "http://x.example/ä",
    ],
)  # fmt: skip
def test_what_is_not_to_be_fetched_is_refused(url: str) -> None:
    with pytest.raises(Unfetched):
        fetch(url, seconds=2)


class Handler(BaseHTTPRequestHandler):
    """What the far end does, by path."""

    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/private")
            self.end_headers()
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            self._drip(b"x" * 1000, 10_000)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            self._drip(b"x", 100, pause=0.05)
        else:
            self.send_response(200)
            self.send_header("X-Host", self.headers["Host"])
            self.end_headers()
            self.wfile.write(b"Well said.")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.upper())

    def _drip(self, chunk: bytes, times: int, pause: float = 0.0) -> None:
        over = threading.Event()
        try:
            for _ in range(times):
                self.wfile.write(chunk)
                over.wait(pause)
        except OSError:
            return

    def log_message(self, *arguments: Any) -> None: ...


@pytest.fixture
def far_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """`paper.example` has a public address, and what is sent there comes to a server here. Gives how often names were asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked = [0]

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked[0] += 1
        addresses = ["93.184.216.34"] if asked[0] == 1 else ["127.0.0.1"]  # a name that changes its mind
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    def reach(place: tuple[str, int], timeout: float) -> socket.socket:
        assert place == ("93.184.216.34", 80)
        reached = socket.socket()
        reached.settimeout(timeout)
        reached.connect(server.server_address)
        return reached

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", reach)
    yield lambda: asked[0]
    server.shutdown()
    server.server_close()


def test_an_answer_comes_whole(far_end: Callable[[], int]) -> None:
    answer = fetch("http://paper.example/x?y=1", seconds=PATIENCE)
    assert (answer.status, answer.body, answer.headers["x-host"]) == (200, b"Well said.", "paper.example")
    assert far_end() == 1


def test_what_is_sent_arrives(far_end: Callable[[], int]) -> None:
    assert fetch("http://paper.example/", data=b"well said", seconds=PATIENCE).body == b"WELL SAID"


def test_a_redirect_is_not_followed(far_end: Callable[[], int]) -> None:
    assert fetch("http://paper.example/redirect", seconds=PATIENCE).status == 302


def test_an_endless_answer_ends(far_end: Callable[[], int]) -> None:
    with pytest.raises(Unfetched, match="bytes"):
        fetch("http://paper.example/endless", most=100_000, seconds=PATIENCE)


def test_a_slow_answer_ends_by_the_whole_time(far_end: Callable[[], int]) -> None:
    with pytest.raises(Unfetched, match=r"too long|timed out"):
        fetch("http://paper.example/slow", seconds=0.3)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Unfetched, match="not a public address"):
        fetch("http://paper.example/")
