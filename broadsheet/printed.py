"""Handing out printed files: no database, no template, no session.

A page is kept in memory once read and compared with its file's name tag (inode, time, size) on every request, so a new
print shows at once; opening and reading it every time costs a quarter of the speed.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import quote

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# The page's own policy, with the hash of its style, is in its <meta>; both count.
POLICY = (
    "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'none'; "
    "worker-src 'none'; frame-ancestors 'none'"
)
_TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".xml": b"application/xml; charset=utf-8",
    ".atom": b"application/atom+xml; charset=utf-8",
    ".txt": b"text/plain; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".json": b"application/json",
    ".svg": b"image/svg+xml",
    ".webp": b"image/webp",
    ".avif": b"image/avif",
    ".jpg": b"image/jpeg",
    ".jpeg": b"image/jpeg",
    ".png": b"image/png",
    ".gif": b"image/gif",
    ".ico": b"image/x-icon",
}
_FOR_EVER = ("/assets/", "/images/")
_KEPT_AT_MOST = 16 * 1024 * 1024  # bytes of pages in the memory of one process
_LARGE = 512 * 1024  # bytes; anything larger is sent from the disk every time


@dataclass(slots=True)
class _Copy:
    """A printed file as it was read: `tag` tells whether it still is that."""

    tag: tuple[int, int, int]
    etag: bytes
    headers: Headers
    body: bytes
    name: str


class Door:
    """Serves one printed folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.kept: dict[tuple[str, str], _Copy] = {}
        self.size = 0

    async def hand_out(self, scope: Scope, send: Send) -> bool:
        """Answer from the printed folder; False when nothing is printed there."""
        path, method = scope["path"], scope["method"]
        if _unprintable(path):
            return False
        if method not in {"GET", "HEAD"}:
            await _refuse_method(send)
            return True
        accepted, known = _asked(scope["headers"])
        copy = self._find(path, accepted)
        if copy is None:
            return await self._point_to_folder(path, scope["query_string"], send)
        if known and (known == b"*" or copy.etag in known):
            headers = [header for header in copy.headers if header[0] not in {b"content-length", b"content-type"}]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return True
        await send({"type": "http.response.start", "status": 200, "headers": copy.headers})
        if method == "HEAD":
            await send({"type": "http.response.body", "body": b""})
        elif copy.body or not copy.tag[2]:
            await send({"type": "http.response.body", "body": copy.body})
        else:
            await send({"type": "http.response.pathsend", "path": copy.name})
        return True

    def _find(self, path: str, accepted: tuple[str, ...]) -> _Copy | None:
        name = self._name(path)
        for encoding, ending in (*((one, _ENDINGS[one]) for one in accepted), ("", "")):
            try:
                status = os.stat(name + ending)  # noqa: PTH116 - Path costs as much as the rest of this function
            except (OSError, ValueError):
                continue
            if not status.st_mode & 0o100000:
                continue
            tag = (status.st_ino, status.st_mtime_ns, status.st_size)
            copy = self.kept.get((path, encoding))
            if copy is None or copy.tag != tag:
                copy = self._read(path, name + ending, encoding, tag)
            return copy
        return None

    def _name(self, path: str) -> str:
        return f"{self.folder}{path}index.html" if path.endswith("/") else self.folder + path

    def _read(self, path: str, name: str, encoding: str, tag: tuple[int, int, int]) -> _Copy:
        """Read a file and keep it, forgetting everything when that grows too large: the busy pages are soon back."""
        body = b"" if tag[2] > _LARGE else Path(name).read_bytes()
        etag = b'"%x-%x%s"' % (tag[1], tag[2], b"-" + encoding.encode() if encoding else b"")
        copy = _Copy(tag, etag, _headers(path, encoding, tag, etag), body, name)
        if len(body) in {0, tag[2]}:
            old = self.kept.pop((path, encoding), None)
            self.size += len(body) - (len(old.body) if old else 0)
            if self.size > _KEPT_AT_MOST:
                self.kept.clear()
                self.size = len(body)
            self.kept[path, encoding] = copy
        return copy

    async def _point_to_folder(self, path: str, query: bytes, send: Send) -> bool:
        if path.endswith("/") or not os.path.isfile(f"{self.folder}{path}/index.html"):  # noqa: PTH113 - never raises
            return False
        to = path.encode() + b"/" + (b"?" + query if query else b"")
        await send({"type": "http.response.start", "status": 301, "headers": [(b"location", _quoted(to))]})
        await send({"type": "http.response.body", "body": b""})
        return True


_ENDINGS = {"br": ".br", "gzip": ".gz"}


def _asked(headers: Headers) -> tuple[tuple[str, ...], bytes]:
    """The encodings the client takes, best first, and the tags it already has."""
    accepted, known = b"", b""
    for name, value in headers:
        if name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
    if b"q=" in accepted:
        accepted = b",".join(
            part for part in accepted.split(b",") if b"q=0" not in part.replace(b" ", b"") or b"q=0." in part
        )
    return tuple(one for one in _ENDINGS if one.encode() in accepted), known


def _headers(path: str, encoding: str, tag: tuple[int, int, int], etag: bytes) -> Headers:
    ending = ".html" if path.endswith("/") else os.path.splitext(path)[1].lower()  # noqa: PTH122
    lasting = b"public, max-age=31536000, immutable" if path.startswith(_FOR_EVER) else b"no-cache"
    headers: Headers = [
        (b"content-type", _TYPES.get(ending, b"application/octet-stream")),
        (b"content-length", b"%d" % tag[2]),
        (b"cache-control", lasting),
        (b"etag", etag),
        (b"last-modified", formatdate(tag[1] / 1e9, usegmt=True).encode()),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"content-security-policy", POLICY.encode()),
    ]
    return [*headers, (b"content-encoding", encoding.encode())] if encoding else headers


def _unprintable(path: str) -> bool:
    """Drafts, notes of removal and ways out of the folder are nobody's to read."""
    return "/." in path or "\0" in path or "\\" in path or path.endswith(".gone") or "//" in path


def _quoted(address: bytes) -> bytes:
    return quote(address, safe="/?&=%:+,;~-._!$'()*@").encode()


async def _refuse_method(send: Send) -> None:
    headers = [(b"allow", b"GET, HEAD"), (b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 405, "headers": headers})
    await send(
        {"type": "http.response.body", "body": b"This page can be read. Comments go to the address in its form.\n"}
    )
