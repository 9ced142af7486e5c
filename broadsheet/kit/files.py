"""Printed files: whole or absent, and never older than they were, whoever prints and however it is interrupted."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_EDITION = re.compile(rb"edition(?:=\"|: )(\d+)")
_LOOK_FOR_IT_IN = 600  # bytes


def edition_of(path: Path) -> int:
    """The edition that a printed file names in its first 600 bytes; of a removed one, the edition that removed it.

    0 when there never was one, or it names none.
    """
    return max(_named_in(path), _named_in(_gone(path)))


def write_whole(path: Path, content: bytes, edition: int, compressed: dict[str, bytes] | None = None) -> bool:
    """Put `content` at `path` by draft and rename, unless a newer edition lies there: then False.

    `compressed` gives the bytes of the files beside it by their ending (`{".br": …}`). The plain file is renamed first
    and it alone names the edition that counts, so a press that dies in between leaves nothing that an older one could
    put back. Raises OSError (a full disk) with the old print untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path):
        if edition_of(path) > edition:
            return False
        drafts = [(_draft(path, ending, part), ending) for ending, part in {"": content, **(compressed or {})}.items()]
        for draft, ending in drafts:
            draft.rename(path.with_name(path.name + ending))
        _gone(path).unlink(missing_ok=True)
    return True


def remove_whole(path: Path, edition: int, endings: tuple[str, ...] = ("", ".br", ".gz")) -> bool:
    """Take a print away, leaving a note of the edition that did, so that an older press cannot put it back."""
    if not path.parent.is_dir():
        return False
    with _alone(path):
        if edition_of(path) > edition:
            return False
        _draft(path, ".gone", b"edition: %d\n" % edition).rename(_gone(path))
        for ending in endings:
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return True


def replace_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` by draft and rename, whatever lies there; it names no edition."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _draft(path, "", content).rename(path)


def write_plain(path: Path, content: bytes) -> None:
    """Put an immutable file (a picture, a script named by its hash) in place; one that is there already is kept."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _draft(path, "", content).rename(path)


def _named_in(path: Path) -> int:
    try:
        with path.open("rb") as file:
            found = _EDITION.search(file.read(_LOOK_FOR_IT_IN))
    except (FileNotFoundError, NotADirectoryError):
        return 0
    return int(found[1]) if found else 0


def _gone(path: Path) -> Path:
    return path.with_name(path.name + ".gone")


def _draft(path: Path, ending: str, content: bytes) -> Path:
    """A finished draft beside its place, its bytes handed to the disk before its name can be.

    The process id in the name keeps two presses on one folder apart; what a dead one left is overwritten by the next
    with its id, or swept by the door's start.
    """
    draft = path.with_name(f".{path.name}{ending}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fdatasync(file.fileno())
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    return draft


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One press at a time in a folder: the folder itself is locked, so nothing is left lying about."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
