"""Scripts, printed under an address that names what is in them, so that it can be kept for ever."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import rjsmin
from django.conf import settings

from broadsheet.kit import write_plain
from broadsheet.press.sheets.compression import Care, compressed
from broadsheet.press.sheets.print_addresses import file_of

_FOLDER: Path = settings.PACKAGE / "static" / "broadsheet"


def script_folder() -> str:
    """`/assets/<hash>/`: one hash for all scripts, since they name each other."""
    return f"/assets/{_hash(tuple((path, path.stat().st_mtime_ns) for path in _scripts()))}/"


def print_scripts() -> None:
    """Put every script in place, compressed; old ones stay for pages that readers still have open."""
    folder = script_folder()
    for path in _scripts():
        content, printed = small(path.read_text()).encode(), file_of(folder + path.name)
        if printed.exists():
            continue
        for ending, part in compressed(content, Care.BEST).items():
            write_plain(printed.with_name(printed.name + ending), part)
        write_plain(printed, content)


def small(script: str) -> str:
    """A script without its comments, and without the space that it does not need."""
    return str(rjsmin.jsmin(script))


def _scripts() -> list[Path]:
    return sorted(_FOLDER.glob("*.js"))


@lru_cache(maxsize=2)
def _hash(files: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, _ in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
