"""`broadsheet backup FILE`: database, pictures, keys and erasures in one file, while the site runs."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from broadsheet import __version__, ledger
from broadsheet.commands.database_dumps import DumpError, dump_database, has_rows

MANIFEST, DATABASE, END = "manifest.json", "database", "end"  # the end shows that nothing is missing
KEPT_FILES = ("secret-key", "erasures.jsonl")


def back_up(to: Path, *, overwrite: bool = False) -> str:
    """Write the backup, whole or not at all; gives what to say. Raises DumpError with a sentence."""
    if to.exists() and not overwrite:
        raise DumpError(f"{to} is there already. Choose another name, or add --overwrite.")
    if not to.absolute().parent.is_dir():
        raise DumpError(f"The folder {to.absolute().parent} is not there.")
    if not has_rows():
        raise DumpError("There is no site to back up here yet. Look at --data and BROADSHEET_DATABASE.")
    draft = to.with_name(f".{to.name}.{os.getpid()}.draft")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            count = _write(file, "w:gz" if to.suffix in {".gz", ".tgz"} else "w")
            file.flush()
            os.fsync(file.fileno())
        draft.rename(to)
    except OSError as error:
        raise DumpError(f"{to} could not be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
    note_backup(to)
    return f"{to}: {to.stat().st_size / 1e6:,.1f} MB, the database and {count:,} files. Keep it where others cannot read it."


def _write(file: Any, mode: Any) -> int:
    """The database first: a picture that comes later does no harm."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.DATA) as folder:
        dump = Path(folder) / DATABASE
        number = ledger.latest()
        dump_database(dump)
        facts = {
            "version": __version__,
            "made": timezone.now().isoformat(),
            "database": connection.vendor,
            "ledger": number,
            "address": settings.ADDRESS,
        }
        with tarfile.open(fileobj=file, mode=mode) as tar:
            _add(tar, MANIFEST, json.dumps(facts, indent=1).encode())
            tar.add(dump, DATABASE)
            count = sum(_add_file(tar, path, name) for path, name in _with_bar(list(_files())))
            _add(tar, END, b"")
    return count


def _files() -> Iterator[tuple[Path, str]]:
    for name in KEPT_FILES:
        yield settings.DATA / name, name
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            yield path, f"media/{path.relative_to(settings.MEDIA_ROOT).as_posix()}"


def _with_bar(files: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    columns = (TextColumn("Backing up"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(files)


def _add_file(tar: tarfile.TarFile, path: Path, name: str) -> int:
    try:
        tar.add(path, name)
    except FileNotFoundError:  # deleted meanwhile, or never made
        return 0
    return 1


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(content), 0o600, int(timezone.now().timestamp())
    tar.addfile(member, BytesIO(content))


def note_backup(file: Path) -> None:
    """For `broadsheet doctor`."""
    facts = {"file": str(file.absolute()), "at": timezone.now().isoformat(), "size": file.stat().st_size}
    (settings.DATA / "last-backup").write_text(json.dumps(facts))
