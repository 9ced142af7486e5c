"""Whether anybody, in whatever process, has written to the database since it was last asked: cheap enough to ask all the time."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import connection

from broadsheet.kit.sql import locks_with_files, written_up_to

_COARSE = 0.05  # seconds: a file written twice within a tick of the clock shows one time


class DatabaseWatch:
    """What the database looked like when it was last asked."""

    def __init__(self) -> None:
        self._seen: object = None

    def moved(self) -> bool:
        """Whether it is, or may be, another than at the last call; the first time it is."""
        before, recent = self._seen, False
        if locks_with_files():
            self._seen, recent = _of_files()
        else:
            self._seen = written_up_to()
        return recent or before != self._seen


def _of_files() -> tuple[object, bool]:
    """SQLite writes its log beside the database; also whether that was so lately that a later write may look the same."""
    name, found, newest = str(connection.settings_dict["NAME"]), [], 0.0
    for path in (Path(name), Path(f"{name}-wal")):
        try:
            status = os.stat(path)  # noqa: PTH116 - a Path costs as much again
        except FileNotFoundError:
            continue
        found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        newest = max(newest, status.st_mtime)
    return found, abs(time.time() - newest) < _COARSE
