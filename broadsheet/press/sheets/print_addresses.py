"""Where a sheet lies: its address on the site, its file in the printed folder, and its absolute form."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings

_PLAIN = "/~-._!$'()*,;=:@+"


def absolute(address: str) -> str:
    """The address with scheme and host, as feeds and search engines want it: percent-encoded once, whatever came in."""
    path, hash_, fragment = address.partition("#")
    return f"{settings.ADDRESS}{quote(unquote(path), safe=_PLAIN)}{hash_}{fragment}"


def file_of(address: str) -> Path:
    """The printed file of an address: `/a/b/` is `a/b/index.html`. Raises ValueError for a way out of the folder."""
    path = unquote(address)
    parts = path.strip("/").split("/") if path != "/" else []
    if not path.startswith("/") or "\0" in path or any(part in {"", "."} or part.startswith("..") for part in parts):
        raise ValueError(f"Nothing can be printed at {address!r}")
    if path.endswith("/"):
        parts.append("index.html")
    return Path(settings.PRINTED).joinpath(*parts)


def host() -> str:
    """The name of this site's machine, for tag: addresses."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def paged(address: str, page: int) -> str:
    """A front's further page: `/section/S/page/2/`; its first page is the front itself."""
    return f"{address}page/{page}/" if page > 1 else address
