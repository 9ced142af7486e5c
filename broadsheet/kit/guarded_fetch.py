"""Fetching from other sites, guarded: only public addresses, resolved once, with an end to time and size."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

_CHUNK = 16 * 1024
_PORTS = {"http": 80, "https": 443}
_EMBEDDING = [  # IPv6 networks that carry an IPv4 address inside
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
]


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
    """GET, or POST where there is `data`; no redirect is followed. Raises Unfetched.

    The name is resolved once and every address it has must be public; the connection goes to one of those and to no
    other, so a name that changes its mind gains nothing. `seconds` is for all of it, `most` (bytes) for the body.
    `private` is for an address that the newsroom chose itself: then any address and any port will do.
    """
    until = time.monotonic() + seconds
    parts = _fit(url, private=private)
    connection = _connection(parts, _addresses(parts, private=private), until)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("GET" if data is None else "POST", path, body=data, headers=headers or {})
        answer = connection.getresponse()
        body = _read(answer, connection, until, most)
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


def _addresses(parts: SplitResult, *, private: bool) -> list[tuple[str, int]]:
    """Where the host is, asked once. Raises Unfetched where any of it is not public."""
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unfetched(f"{host} has no address.") from error
    places = list(dict.fromkeys((str(one[4][0]), int(one[4][1])) for one in found))
    if not private and not all(is_public(address) for address, _ in places):
        raise Unfetched(f"{host} is not a public address.")
    return places


def is_public(address: str) -> bool:
    """Whether an address is one that anybody on the internet can reach, also where it is wrapped in another."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return is_public(str(parsed.ipv4_mapped))
        for network, shift in _EMBEDDING:
            if parsed in network and not is_public(str(ipaddress.IPv4Address((int(parsed) >> shift) & 0xFFFFFFFF))):
                return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _connection(parts: SplitResult, places: list[tuple[str, int]], until: float) -> http.client.HTTPConnection:
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


def _read(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, until: float, most: int) -> bytes:
    body = bytearray()
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(until))
        chunk = answer.read1(_CHUNK)
        if not chunk:
            return bytes(body)
        _left(until)
        body += chunk
        if len(body) > most:
            raise ValueError(f"more than {most:,} bytes")


def _left(until: float) -> float:
    """Seconds left. Raises TimeoutError, an OSError, when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left
