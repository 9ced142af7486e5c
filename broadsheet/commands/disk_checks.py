"""What `broadsheet doctor` asks of the disk: room, rights, speed, the last backup."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from broadsheet import ledger
from broadsheet.commands.database_dumps import has_rows, missing_program

_LEAST_FREE = 500 * 1024 * 1024  # bytes
_SLOW = 0.25  # seconds to hand one small file to the disk: every post waits for that
_TOO_OLD = timedelta(days=7)


def of_disk() -> Iterator[str]:
    """Of the folders that are written to."""
    for folder in {settings.DATA, Path(settings.PRINTED)}:
        if not folder.is_dir():
            yield f"{folder} is not there yet. It is made by `broadsheet run`."
        elif not os.access(folder, os.W_OK):
            yield f"{folder} cannot be written by this user."
        elif (free := shutil.disk_usage(folder).free) < _LEAST_FREE:
            yield f"{folder} has {free // 1024 // 1024} MB left. Make room before comments are refused."
        elif (seconds := _seconds_to_write(folder)) > _SLOW:
            yield f"{folder} is on a slow disk: {seconds:.1f} s until a small file is safe. Readers wait that long to post."
        elif (ahead := _clock_of(folder) - time.time()) > 60 or ahead < -60:
            yield f"The clock of {folder} and of this machine differ by {ahead:.0f} s. Set both by NTP."


def _seconds_to_write(folder: Path) -> float:
    """The quickest of three: a busy moment is no slow disk."""
    return min(_once(folder) for _ in range(3))


def _once(folder: Path) -> float:
    began = time.monotonic()
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())
    return time.monotonic() - began


def _clock_of(folder: Path) -> float:
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
        return Path(file.name).stat().st_mtime


def of_backup() -> Iterator[str]:
    """Whether one can be made, and whether the last is there, whole in size, and of this week."""
    if missing := missing_program():
        yield f"`broadsheet backup` cannot work: {missing}"
    with suppress(Exception):  # what is wrong with the database is said elsewhere
        if not has_rows() or (ledger.began_at() or timezone.now()) > timezone.now() - _TOO_OLD:
            return
    try:
        last = json.loads((settings.DATA / "last-backup").read_text())
        at, file = datetime.fromisoformat(last["at"]), Path(last["file"])
    except (OSError, ValueError, KeyError):
        yield "There never was a backup. `broadsheet backup FILE` makes one while the site runs."
        return
    if timezone.now() - at > _TOO_OLD:
        yield f"The last backup ({file}) is of {at:%Y-%m-%d}. `broadsheet backup FILE` makes another while the site runs."
    elif file.exists() and file.stat().st_size != last["size"]:
        yield f"The last backup ({file}) is not as it was written. Make another."
