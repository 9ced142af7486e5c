"""`broadsheet restore FILE`: what a backup holds is put back. Erasures of later stay, and the next start goes through them."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from rich.console import Console

from broadsheet import __version__, ledger, press
from broadsheet.commands.backup import DATABASE, END, KEPT_FILES, MANIFEST
from broadsheet.commands.database_dumps import DumpError, check_dump, has_rows, others_connected, put_back_database
from broadsheet.commands.running import running_alone


def restore(file: Path, *, overwrite: bool = False) -> str:
    """Put everything back; gives what to say. Nothing is touched before the file was found whole. Raises DumpError."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with running_alone() as alone:
        if not alone or others_connected():
            raise DumpError("The site is running. Stop it (every machine of it), then restore.")
        if has_rows() and not overwrite:
            raise DumpError(
                "There is a site here already, and what was written since the backup would be lost. "
                "Back it up first, then add --overwrite."
            )
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as folder:
            with Console(stderr=True).status(f"Reading {file} …"):
                facts = _unpack(file, Path(folder))
            _put_back(Path(folder), facts)
    return (
        f"What {file} holds of {facts['made'][:16].replace('T', ' ')} is back. Start the site: "
        "it prints every page anew and erases again what was erased since."
    )


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """The manifest of a backup that is whole and fits this site; its files are then in the folder."""
    try:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        facts: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (tarfile.TarError, EOFError, ValueError, KeyError) as error:
        raise DumpError(f"{file} is no backup, or is damaged: {error}.") from error
    except OSError as error:
        raise DumpError(f"{file} cannot be read: {error.strerror or error}.") from error
    if not (folder / END).exists() or not (folder / DATABASE).exists():
        raise DumpError(f"{file} is not whole: its end is missing.")
    if facts["database"] != connection.vendor:
        raise DumpError(
            f"This backup is of {facts['database']}, and BROADSHEET_DATABASE says {connection.vendor}. Choose the same."
        )
    if _numbers(facts["version"]) > _numbers(__version__):
        raise DumpError(f"This backup was made by version {facts['version']}; this is {__version__}. Upgrade first.")
    check_dump(folder / DATABASE)
    return facts


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdecimal()]


def _put_back(folder: Path, facts: dict[str, Any]) -> None:
    _merge_erasures(folder / "erasures.jsonl", settings.DATA / "erasures.jsonl")
    known = press.known_mark() if has_rows() else ledger.Mark(0, "", {})
    put_back_database(folder / DATABASE)
    if (folder / "media").is_dir():
        shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    for name in KEPT_FILES:
        if (folder / name).exists():
            shutil.move(folder / name, settings.DATA / name)
    # Of no line that this database has: the next start goes on far beyond what may have been given out since.
    press.write_mark(ledger.Mark(max(known.number, facts["ledger"], 1), "", known.ids))


def _merge_erasures(older: Path, newer: Path) -> None:
    """The backup's list, then what only this folder's has: the database knows how many lines of it were gone through."""
    lines = [path.read_text().splitlines() if path.exists() else [] for path in (older, newer)]
    merged = [*lines[0], *(line for line in lines[1] if line not in set(lines[0]))]
    if merged:
        older.write_text("".join(f"{line}\n" for line in merged))
        older.chmod(0o600)
