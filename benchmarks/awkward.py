"""256 kB of every awkward kind into every field, header and path that strangers reach: what the worst of them costs.

What is measured is processor time of the one server process, by its own clock (clock_getcpuclockid(3)), so other work on the machine
does not count. A request that seems dear is sent four times more, and the least counts: a collection of garbage is nobody's fault.
"""

from __future__ import annotations

import os
import re
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import count, product
from pathlib import Path
from urllib.parse import quote_from_bytes

from benchmarks.measuring import Row, make_stories
from tests.site import Site, running_site

BAR = 0.05  # seconds
EVERY = int(os.environ.get("BENCH_AWKWARD_EVERY", "7"))
SIZE = 256 * 1024
_FITS = 9_000  # bytes: what a text may hold, so that it is worked on
_IN_A_HEAD, _IN_A_PATH, _IN_A_QUERY = 15_000, 1_900, 8_000


def _repeated(*units: str | bytes) -> dict[str, bytes]:
    return {repr(unit): unit if isinstance(unit, bytes) else unit.encode() for unit in units}


# What is repeated until the size is reached.
UNITS: dict[str, bytes] = {
    **_repeated("a", "1", " ", "\n", "\r\n", "\t", "\0", "\x01", "\\", '\\"', "\\054", '"', "'", ",", ";", "a=1;", "p=1&", "&", "&a=", "=", "%", "%41"),
    **_repeated("[", "](", "[a](", "![", "*", "**a", "_*", "~~", "`", "<", "<a ", "<!--", "&amp;", "&#x27;", "> ", "- ", "1. ", ">-"),
    **_repeated('{"a":', "[", "[[]", "@", "a@", ".a", "a.", "-a", "http://a.a/", "://", "/", "/../", "//", "comments/oldest/", "1e", "."),
    **_repeated("\u0301", "\u0316\u0301", "a\u0301\u0316\u0301", "\u0344", "\ufdfa", "\u1100\u1161\u11a8", "\u202e", "\u200b", "\U0001f600"),
    **_repeated("\uff41", "漢", "ж", "أ", "\U0001d41a", b"\xff", b"\xc3", b"\xed\xa0\x80", "\u2028", "İ", "ß", "q=0,", "br;", "en-x,", "W/"),
}  # fmt: skip


_DEAR = tuple(f" {unit!r}" for unit in ("\u0316\u0301", "\\"))  # to normalise; in a cookie


@lru_cache(maxsize=512)
def awkward(name: str, size: int) -> bytes:
    """So many bytes of one kind, or a little less."""
    return _grown(name, size) if name in GROWING else UNITS[name] * (size // len(UNITS[name]))


def _grown(name: str, size: int) -> bytes:
    made = bytearray()
    for depth in count(1):
        line = GROWING[name](depth)
        if len(made) + len(line) > size:
            return bytes(made)
        made += line
    raise AssertionError


# Structures that grow with their depth: line by line, or piece by piece.
GROWING: dict[str, Callable[[int], bytes]] = {
    "nested quotes": lambda depth: b">" * depth + b" a\n",
    "nested lists": lambda depth: b" " * (2 * depth) + b"- a\n",
    "growing backticks": lambda depth: b"`" * depth + b" ",
}
KINDS = [*UNITS, *GROWING]


# Every form that strangers reach, by its address; tests/shell/test_awkward.py holds it together with docs/roles.md.
_WRITING = ["name", "email", "website", "text", "parent", "remember", "tell", "language"]
FORMS = {
    "/-/stories/{story}/comments": [*_WRITING, "homepage", "seconds", "edition", "proof"],
    "/-/stories/{story}/sign-in": _WRITING,
    "/-/stories/{story}/correction": ["wrong", "right", "source", "email", "homepage"],
    "/-/stories/{story}/like": ["next"],
    "/-/stories/{story}/unlike": ["next"],
    "/-/comments/{comment}/flag": ["reason", "grievance", "email"],
    "/-/comments/{comment}/like": ["next"],
    "/-/comments/{comment}/unlike": ["next"],
    "/-/comments/{comment}/edit": ["text"],
    "/-/comments/{comment}/withdraw": ["text"],
    "/-/comments/{comment}/appeal": ["text", "seal"],
    "/-/follow/story/{story}": ["email", "frequency"],
    "/-/email/confirm/cut:off": ["all"],
    "/-/email/unsubscribe/cut:off": ["all"],
    "/-/mine": ["email"],
    "/-/mine/cut:off/name": ["name"],
    "/-/sign-in/code": ["email", "joins", "next"],
    "/-/sign-in/enter": ["asked", "email", "code"],
    "/-/sign-in/link": ["t"],
    "/-/sign-in/passkey": ["next"],
    "/-/sign-in/passkey/enter": ["credential"],
    "/-/sign-out": ["next"],
    "/-/akismet/1.1/comment-check": ["api_key", "blog", "comment_content", "blog_charset", "callback"],
    "/-/newsroom/login/": [
        "username",
        "password",
        "next",
    ],  # never both, or the password is hashed, which is to cost much
    "/-/newsroom/password_reset/": ["email"],
}
_CSRF = b"c" * 32
HEADERS = [
    *("accept", "accept-encoding", "accept-language", "authorization", "content-type", "cookie", "host", "if-modified-since"),
    *("if-none-match", "last-event-id", "origin", "range", "referer", "sec-fetch-site", "user-agent", "x-forwarded-for"),
    *("x-forwarded-proto", "x-anything"),
]  # fmt: skip
ASKED_WITH_HEADERS = [("GET", "/bench/2/"), ("GET", "/-/me"), ("POST", "/-/sign-out")]
COOKIES = ["sessionid", "guest", "writer", "draft", "csrftoken", "anything"]
PATHS = [
    *("/{}", "/2026/{}/", "/bench/2/{}", "/-/{}", "/-/read/{}", "/-/static/{}", "/-/live/{}", "/-/comments/{}", "/-/mine/{}"),
    *("/-/email/unsubscribe/{}", "/-/newsroom/{}", "/-/desk/people/{}"),
    *("/?p={}", "/?p=1&p={}", "/-/me?story={}", "/-/sign-in/?next={}", "/-/sign-in/link?t={}", "/-/read/2?comment={}"),
    *("/-/live/1?after={}", "/nothing/?{}"),
]  # fmt: skip


@dataclass
class Cost:
    """What one request cost the server process, in seconds of processor time, and the status it was answered with."""

    what: str
    seconds: float
    status: int


def measured(site: Site, story: int, comment: int, *, every: int = 1) -> Iterator[Cost]:
    """The cost of every request; with `every`, of each so-many-th, and of all of the kinds that cost most by nature."""
    meter, turn = _Meter(site), count()
    for what, made in _requests(story, comment):
        if next(turn) % every == 0 or what.endswith(_DEAR):
            yield meter.cost(what, made())


Request = Callable[[], bytes]


def _requests(story: int, comment: int) -> Iterator[tuple[str, Request]]:
    for form, fields in FORMS.items():
        address = form.format(story=story, comment=comment)
        for field, size, name in product(fields, (SIZE, _FITS), KINDS):
            yield f"{form} {field}: {size} × {name}", partial(_posted, address, field, name, size)
            if size < SIZE:
                yield f"{form} {field}, encoded: {size} × {name}", partial(_posted_encoded, address, field, name, size)
    for size, name in product((_IN_A_HEAD, SIZE), KINDS):
        for header, (method, path) in product(HEADERS, ASKED_WITH_HEADERS):
            yield f"{header} of {path}: {size} × {name}", partial(_with_header, method, path, header, name, size)
        for cookie in COOKIES:
            yield (
                f"cookie {cookie}: {size} × {name}",
                partial(_with_header, "GET", "/-/me", "cookie", name, size, cookie),
            )
    for path, name in product(PATHS, KINDS):
        for size in (_IN_A_QUERY // 3 if "?" in path else _IN_A_PATH, SIZE):
            yield f"{path}: {size} × {name}", partial(_get_with, path, name, size)


def _posted(address: str, field: str, name: str, size: int) -> bytes:
    """A multipart form: every byte is sent as it is."""
    value = awkward(name, size)
    others = {"name": b"Bo", "text": b"Some words.", "email": b"bo@reader.example", "wrong": b"It was Tuesday."}
    others |= {"csrfmiddlewaretoken": _CSRF}
    parts = {**{name: given for name, given in others.items() if name != field}, field: value}
    body = b"".join(
        b'--cut\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + given + b"\r\n"
        for name, given in parts.items()
    )
    return _post(address, b"multipart/form-data; boundary=cut", body + b"--cut--\r\n")


def _posted_encoded(address: str, field: str, name: str, size: int) -> bytes:
    value = awkward(name, size)
    body = b"name=Bo&" if field != "name" else b""
    body += b"text=words&" if field != "text" else b""
    return _post(
        address, b"application/x-www-form-urlencoded", body + field.encode() + b"=" + quote_from_bytes(value).encode()
    )


def _post(address: str, kind: bytes, body: bytes) -> bytes:
    head = (
        f"POST {address} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n"
    )
    return head.encode() + b"Cookie: csrftoken=" + _CSRF + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + body


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _get_with(path: str, name: str, size: int) -> bytes:
    return _get(path.replace("{}", quote_from_bytes(awkward(name, size), safe="/")))


def _with_header(method: str, path: str, header: str, name: str, size: int, cookie: str = "") -> bytes:
    value = re.sub(rb"[\0-\x08\x0a-\x1f\x7f]", b"", awkward(name, size))
    if cookie:
        value = cookie.encode() + b'="' + value + b'"'
    host = "" if header == "host" else "Host: localhost\r\n"
    length = "Content-Length: 0\r\n" if method == "POST" else ""
    return f"{method} {path} HTTP/1.1\r\n{host}{length}{header}: ".encode() + value + b"\r\n\r\n"


class _Meter:
    """Sends requests to the one server process of a site and reads that process's clock."""

    def __init__(self, site: Site) -> None:
        assert site.process
        self.port, self.clock = site.port, ~server_processes(site.process.pid)[0] << 3 | 2
        for _ in range(20):  # what is loaded with the first request is not counted
            self._once(_get("/-/me"))

    def cost(self, what: str, request: bytes) -> Cost:
        seconds, status = self._once(request)
        for _ in range(4):
            if seconds > BAR / 2:
                seconds = min(seconds, self._once(request)[0])
        return Cost(what, seconds, status)

    def _once(self, request: bytes) -> tuple[float, int]:
        before = time.clock_gettime(self.clock)
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            status = _status_of(connection, request)
        return time.clock_gettime(self.clock) - before, status


def _status_of(connection: socket.socket, request: bytes) -> int:
    """The status of the answer; 0 where the server closed without one, as it may while a head is still coming."""
    with suppress(OSError):  # where it is refused before all of it was sent, the answer is there
        connection.sendall(request)
    try:
        answer = connection.recv(65536)
    except OSError:
        return 0
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def server_processes(parent: int) -> list[int]:
    """The processes under `broadsheet run` that serve: those whose name says so."""
    found = []
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if Path(f"/proc/{child}/comm").read_text().strip() == "broadsheet-door":
            found.append(int(child))
    return found


def comment_under(site: Site, story: int) -> int:
    """The id of a comment that is published there."""
    return int(
        site.python(f"from broadsheet.comments import Comment\nprint(Comment.objects.filter(story={story}).first().pk)")
    )


def rows() -> list[Row]:
    """The promise about the worst of them."""
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder) / "data", PACING="no", WORKERS="1") as site:
        story, _quiet = make_stories(site, [3, 3])
        site.wait_for_print("/bench/2/")
        costs = sorted(measured(site, story, comment_under(site, story), every=EVERY), key=lambda cost: -cost.seconds)
    worst = costs[0]
    reached = f"{worst.seconds * 1000:.0f} ms ({worst.what}), of {len(costs):,} requests"
    promise = f"{SIZE // 1024} kB of {len(KINDS)} awkward kinds into every field, path and header: processor time of the worst"
    return [Row(promise, f"≤ {BAR * 1000:.0f} ms", reached, worst.seconds <= BAR)]
