"""Fetching from other sites, guarded: only public addresses, resolved once, with an end to time and size."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from broadsheet.kit.special_networks import is_public

_CHUNK = 16 * 1024
_MOST_OF_HEADS = 64 * 1024  # bytes of status and header lines, beyond those of the body
_MOST_REDIRECTS = 2
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}
_lookups = threading.BoundedSemaphore(
    8
)  # of names at once; one that is not answered goes on when nobody waits any more

Places = list[tuple[str, int]]


class Unfetched(Exception):
    """Nothing was fetched; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Fetched:
    """`headers` by their names in small letters."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def fetch(
    url: str,
    *,
    data: bytes | None = None,
    headers: dict[str, str] | None = None,
    seconds: float = 5.0,
    most: int = 1_000_000,
    private: bool = False,
) -> Fetched:
    """GET, or POST where there is `data`. Raises Unfetched.

    A name is resolved once and every address it has must be public; the connection goes to one of those and to no
    other, so a name that changes its mind gains nothing. `seconds` is for all of it, from looking up the name to the
    last byte; `most` (bytes) is for the body. A GET follows two redirects, each checked anew and none from https to
    http; a POST follows none, for what is sent is meant for one place. `private` is for an address that the newsroom
    chose itself: then any address of this host and any port will do.
    """
    until = time.monotonic() + seconds
    answer = _ask(url, data, headers or {}, until, most, private=private)
    for _ in range(_MOST_REDIRECTS):
        further = _further(url, answer) if data is None else None
        if further is None:
            break
        stays = urlsplit(further).hostname == urlsplit(url).hostname
        url, private = further, private and stays
        answer = _ask(url, None, headers or {}, until, most, private=private)
    return answer


def _further(url: str, answer: Fetched) -> str | None:
    """Where a redirect leads; None where it is none. Raises Unfetched for one that gives TLS up."""
    to = answer.headers.get("location", "")
    if answer.status not in _REDIRECTS or not to:
        return None
    try:
        further = urljoin(url, to)
    except ValueError as error:
        raise Unfetched("It leads on to what is no address.") from error
    if url.startswith("https:") and not further.startswith("https:"):
        raise Unfetched("It leads from https to another way of asking.")
    return further


def _ask(url: str, data: bytes | None, headers: dict[str, str], until: float, most: int, *, private: bool) -> Fetched:
    parts = _fit(url, private=private)
    connection = _connection(parts, _addresses(parts, until, private=private), until)
    connection.response_class = partial(_response, until=until, most=most)  # type: ignore[assignment]
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET" if data is None else "POST", path, body=data, headers=headers)
        answer = connection.getresponse()
        body = _read(answer, most)
        return Fetched(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unfetched(f"{parts.hostname} does not answer as it should: {error}.") from error
    finally:
        connection.close()


def _fit(url: str, *, private: bool) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unfetched("This is no address.") from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise Unfetched("Only plain http and https addresses are fetched.")
    if port not in {None, _PORTS[parts.scheme]} and not private:
        raise Unfetched("Only the usual ports are fetched from.")
    if any(letter <= " " or letter >= "\x7f" for letter in url):
        raise Unfetched("This is no address.")
    return parts


def _addresses(parts: SplitResult, until: float, *, private: bool) -> Places:
    """Where the host is, asked once. Raises Unfetched where any of it is not public."""
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    try:
        found = _looked_up(host, port, until)
    except (OSError, UnicodeError) as error:
        raise Unfetched(f"{host} has no address.") from error
    places = list(dict.fromkeys((str(one[4][0]), int(one[4][1])) for one in found))
    if not private and not all(is_public(address) for address, _ in places):
        raise Unfetched(f"{host} is not a public address.")
    return places


def _looked_up(host: str, port: int, until: float) -> list[Any]:
    """The system's own look-up has no limit of time, so it is waited for in a thread of its own. Raises OSError."""
    found: SimpleQueue[list[Any] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            found.put(error)
        finally:
            _lookups.release()

    if not _lookups.acquire(timeout=_left(until)):
        raise TimeoutError("too many names are being looked up")
    threading.Thread(target=look_up, daemon=True, name="looks up a name").start()
    try:
        answer = found.get(timeout=_left(until))
    except Empty:
        raise TimeoutError("its name is not looked up in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _connection(parts: SplitResult, places: Places, until: float) -> http.client.HTTPConnection:
    """A connection to the first of the places that takes one, by the host's name for TLS and the Host header."""
    host = str(parts.hostname)
    connection = http.client.HTTPConnection(host, parts.port or _PORTS[parts.scheme])
    trouble: Exception = OSError("no address")
    for place in places:
        try:
            sock = socket.create_connection(place, timeout=_left(until))
            if parts.scheme == "https":
                sock.settimeout(_left(until))
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except OSError as error:
            trouble = error
            continue
        connection.sock = sock
        connection.host = host
        return connection
    raise Unfetched(f"{host} cannot be reached: {trouble}.")


class _Wire(io.RawIOBase):
    """What comes from a socket, until the time is over or too many bytes came, whatever they say: status, headers or body."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self.sock, self.until, self.left = sock, until, most
        self.raw = sock.makefile("rb", buffering=0)  # holds the socket open when http.client closes it

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.sock.settimeout(_left(self.until))
        size = self.raw.readinto(buffer) or 0
        self.left -= size
        if self.left < 0:
            raise ValueError("more bytes than were asked for")
        return size

    def close(self) -> None:
        self.raw.close()
        super().close()


class _Source:
    """As much of a socket as http.client reads an answer from."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self.wire = _Wire(sock, until, most + _MOST_OF_HEADS)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self.wire, _CHUNK)


def _response(
    sock: socket.socket, *, until: float, most: int, method: str | None = None, **_: Any
) -> http.client.HTTPResponse:
    return http.client.HTTPResponse(_Source(sock, until, most), method=method)  # type: ignore[arg-type]


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    """The body. One that is shorter than its head announced was cut off, and is none."""
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > most:
            raise ValueError(f"more than {most:,} bytes")
    if answer.length:
        raise ValueError("its answer was cut off")
    return bytes(body)


def _left(until: float) -> float:
    """Seconds left. Raises TimeoutError, an OSError, when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left
