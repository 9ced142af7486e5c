"""Fetching is guarded: what is private is refused, what is endless ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from broadsheet.kit.guarded_fetch import Unfetched, fetch
from broadsheet.kit.special_networks import is_public
from tests.waiting import PATIENCE

PRIVATE = [
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "nonsense", "",
    "192.0.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "fec0::1", "3fff::1",
    "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2002:808:808::1", "100::1", "5f00::1", "64:ff9b:1::1", "::808:808", "ff0e::1",
    "4000::1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2620:4f:8000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "192.0.1.1", "2a00::1"],
)
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
        elif self.path == "/slow-head":
            self._drip(b"HTTP/1.0 200 OK\r\nX: " + b"x" * 1000, 1)
            self._drip(b"x", 100, pause=0.05)
        elif self.path == "/endless-head":
            self._drip(b"HTTP/1.0 200 OK\r\n", 1)
            self._drip(b"X: " + b"x" * 2000 + b"\r\n", 90)
            self._drip(b"\r\n", 1)
        elif self.path == "/go-on-for-ever":
            self._drip(b"HTTP/1.0 100 Continue\r\n\r\n", 100_000)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"Well")
        elif self.path.startswith("/on/"):
            self.send_response(301)
            self.send_header("Location", f"http://public-{self.path[4:]}")
            self.end_headers()
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
        mind_is_made_up = asked[0] == 1 or host.startswith("public-")
        addresses = ["93.184.216.34"] if mind_is_made_up else ["127.0.0.1"]  # a name that changes its mind
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


def test_a_redirect_is_checked_anew(far_end: Callable[[], int]) -> None:
    with pytest.raises(Unfetched, match="not a public address"):
        fetch("http://paper.example/redirect", seconds=PATIENCE)


def test_two_redirects_are_followed_and_no_third(far_end: Callable[[], int]) -> None:
    assert fetch("http://paper.example/on/a/on/b/there", seconds=PATIENCE).body == b"Well said."
    assert far_end() == 3
    assert fetch("http://public-0/on/a/on/b/on/c/there", seconds=PATIENCE).status == 301


def test_what_is_sent_is_sent_nowhere_else(far_end: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "do_POST", Handler.do_GET)
    assert fetch("http://paper.example/on/a/there", data=b"x", seconds=PATIENCE).status == 301


@pytest.mark.parametrize(("path", "says"), [("endless-head", "bytes"), ("go-on-for-ever", "bytes"), ("cut", "cut off")])
def test_an_answer_is_bounded_before_its_body_too(far_end: Callable[[], int], path: str, says: str) -> None:
    with pytest.raises(Unfetched, match=says):
        fetch(f"http://paper.example/{path}", seconds=PATIENCE, most=1000)


def test_slow_header_lines_end_by_the_whole_time(far_end: Callable[[], int]) -> None:
    with pytest.raises(Unfetched, match=r"too long|timed out"):
        fetch("http://paper.example/slow-head", seconds=0.5)


def test_a_name_that_is_never_looked_up_ends_by_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(PATIENCE))
    try:
        with pytest.raises(Unfetched, match="no address"):
            fetch("http://paper.example/", seconds=0.2)
    finally:
        over.set()


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
