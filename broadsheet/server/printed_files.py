"""Handing out printed files: no database, no template, no session.

A page is kept in memory once read and compared with its file's name tag (inode, time, size) on every request, so a new
print shows at once; opening and reading it every time costs a quarter of the speed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext_lazy as _

from broadsheet.kit import process_cache
from broadsheet.kit.asgi import Headers, Scope, Send, say
from broadsheet.server.request_limits import STRICT_TRANSPORT

Encodings = tuple[str, ...]
_READ_ONLY = _("This page can be read. Comments go to the address in its form.")

# The page's own policy, with the hash of its style, is in its <meta>; both count.
POLICY = (
    "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'none'; "
    "worker-src 'none'; frame-ancestors 'none'"
)
_TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".csv": b"text/csv; charset=utf-8",
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
    """A printed file as it was read: `tag` tells whether it still is that. `start` and `rest` are the answer, made once."""

    name: str
    tag: tuple[int, int, int]
    etag: bytes
    headers: Headers
    start: dict[str, Any]
    rest: dict[str, Any]


class Door:
    """Serves one printed folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.kept: dict[tuple[str, Encodings], _Copy] = {}  # by path and which encodings of ours the client takes
        self.size = 0

    async def hand_out(self, scope: Scope, send: Send) -> bool:
        """Answer from the printed folder; False when nothing is printed there."""
        path, accept, known, since = scope["path"], b"", b"", b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accept = value
            elif name == b"if-none-match":
                known = value
            elif name == b"if-modified-since":
                since = value
        accepted = _encodings(accept)
        copy = self.kept.get((path, accepted))
        if copy is None or _tag_of(copy.name) != copy.tag:
            copy = self._find(path, accepted)
        if copy is None:
            return await self._point_to_folder(path, scope["query_string"], send)
        if scope["method"] == "GET" and not known and not since:
            await send(copy.start)
            await send(copy.rest)
        else:
            await _answer_in_part(scope, known, since, copy, send)
        return True

    def _find(self, path: str, accepted: Encodings) -> _Copy | None:
        if _unprintable(path):
            return None
        name = self._name(path)
        for encoding in (*accepted, ""):
            tag = _tag_of(name + _ENDINGS[encoding])
            if tag is not None:
                copy = self._read(path, name + _ENDINGS[encoding], encoding, tag)
                self._keep((path, accepted), copy)
                return copy
        return None

    def _read(self, path: str, name: str, encoding: str, tag: tuple[int, int, int]) -> _Copy:
        etag = b'"%x-%x%s"' % (tag[1], tag[2], b"-" + encoding.encode() if encoding else b"")
        headers = _headers(path, encoding, tag, etag)
        start = {"type": "http.response.start", "status": 200, "headers": headers}
        if tag[2] > _LARGE:
            return _Copy(name, tag, etag, headers, start, {"type": "http.response.pathsend", "path": name})
        body = Path(name).read_bytes()
        headers[1] = (b"content-length", b"%d" % len(body))  # of what was read, should it be newer than its tag
        return _Copy(name, tag, etag, headers, start, {"type": "http.response.body", "body": body})

    def _keep(self, key: tuple[str, Encodings], copy: _Copy) -> None:
        """Forgetting everything when it grows too large: the busy pages are soon back."""
        old = self.kept.pop(key, None)
        self.size += _size(copy) - (_size(old) if old else 0)
        if self.size > _KEPT_AT_MOST:
            self.kept.clear()
            self.size = _size(copy)
        self.kept[key] = copy

    def _name(self, path: str) -> str:
        return f"{self.folder}{path}index.html" if path.endswith("/") else self.folder + path

    async def _point_to_folder(self, path: str, query: bytes, send: Send) -> bool:
        if path.endswith("/") or _unprintable(path) or not os.path.isfile(f"{self.folder}{path}/index.html"):  # noqa: PTH113 - never raises
            return False
        to = path.encode() + b"/" + (b"?" + query if query else b"")
        await send({"type": "http.response.start", "status": 301, "headers": [(b"location", _quoted(to))]})
        await send({"type": "http.response.body", "body": b""})
        return True


_LONGEST_USUAL = 100  # bytes of an Accept-Encoding
_ENDINGS = {"br": ".br", "gzip": ".gz", "": ""}
_REGULAR_FILE = 0o100000


def _tag_of(name: str) -> tuple[int, int, int] | None:
    """Inode, time and size of a file; None when there is none."""
    try:
        status = os.stat(name)  # noqa: PTH116 - a Path costs as much again
    except (OSError, ValueError):
        return None
    return (status.st_ino, status.st_mtime_ns, status.st_size) if status.st_mode & _REGULAR_FILE else None


def _size(copy: _Copy) -> int:
    """What a copy takes, with its key and headers, in bytes."""
    return len(copy.rest.get("body", b"")) + 2 * len(copy.name) + 2000


def _encodings(accept: bytes) -> Encodings:
    """Those of ours that the client takes, best first (RFC 9110 §12.5.3). The few usual ways to say so are kept."""
    return _read_encodings(accept) if len(accept) <= _LONGEST_USUAL else _read_encodings.__wrapped__(accept)  # type: ignore[attr-defined]


@process_cache(most=64)
def _read_encodings(accept: bytes) -> Encodings:
    taken = [part for part in accept.split(b",") if not _REFUSED.search(part)]
    return tuple(one for one in ("br", "gzip") if any(one.encode() in part for part in taken))


_REFUSED = re.compile(rb";\s*q=0(?:\.0*)?\s*$")


async def _answer_in_part(scope: Scope, known: bytes, since: bytes, copy: _Copy, send: Send) -> None:
    """What is not a plain GET: a page the client has, a HEAD, or a method that pages do not know."""
    method = scope["method"]
    if method not in {"GET", "HEAD"}:
        await say(scope, send, 405, _READ_ONLY, [(b"allow", b"GET, HEAD")])
        return
    if _is_known(known, since, copy):
        headers = [header for header in copy.headers if header[0] not in {b"content-length", b"content-type"}]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
    else:
        await send(copy.start)
        if method == "GET":
            await send(copy.rest)
            return
    await send({"type": "http.response.body", "body": b""})


def _is_known(known: bytes, since: bytes, copy: _Copy) -> bool:
    """By its tag where the client names one; else by the time of the print, in whole seconds (RFC 9110 §13.2.2)."""
    if known:
        return known == b"*" or copy.etag in known
    moment = parse_http_date_safe(since.decode("latin-1")) if since else None
    return moment is not None and copy.tag[1] // 10**9 <= moment


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
        *STRICT_TRANSPORT,
    ]
    return [*headers, (b"content-encoding", encoding.encode())] if encoding else headers


def _unprintable(path: str) -> bool:
    """Drafts, notes of removal and ways out of the folder are nobody's to read."""
    return "/." in path or "\0" in path or "\\" in path or path.endswith(".gone") or "//" in path


def _quoted(address: bytes) -> bytes:
    return quote(address, safe="/?&=%:+,;~-._!$'()*@").encode()
