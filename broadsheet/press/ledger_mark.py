"""What the printed folder knows of the ledger: the newest line that any print shows, written before the print is.

An older copy of the database is noticed by it, however many lines have been written since it was brought back.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from broadsheet import ledger
from broadsheet.kit import edition_of, replace_whole

AN_OLDER_COPY = "The database is an older copy: what is printed is newer. Everything is printed anew, and no number of what was lost is used again."
_noted: dict[str, int] = {}  # by folder: what this process knows to be noted


def note_edition(edition: int) -> None:
    """Let the mark be at least this edition. To be called before a sheet of it is put in place."""
    folder = str(settings.PRINTED)
    if _noted.get(folder, 0) >= edition:
        return
    with _alone():
        known = read_mark()
        if known is None or known.number < edition:
            write_mark(ledger.mark_of(edition))
    _noted[folder] = edition


def note_newest() -> None:
    """Let the mark be the ledger's newest line; to be called when nobody can write any more."""
    note_edition(ledger.latest())


def read_mark() -> ledger.Mark | None:
    """The mark of this press's folder; None where it has none, or none that can be read."""
    with suppress(OSError, ValueError, TypeError):
        found = ledger.Mark(**json.loads(_file().read_text()))
        return found if isinstance(found.number, int) and isinstance(found.ids, dict) else None
    return None


def write_mark(mark: ledger.Mark) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    replace_whole(_file(), json.dumps(mark._asdict()).encode())


def known_mark() -> ledger.Mark:
    """The mark of this press's folder; where an earlier version printed it, its newest print says what it knows."""
    if mark := read_mark():
        return mark
    edition = max(map(edition_of, _prints()), default=0)
    return ledger.mark_of(edition) if edition <= ledger.latest() else ledger.Mark(edition, "", {})


def go_on_after_restored_copy() -> bool:
    """Let the ledger go on beyond what is printed where that is of a future that an older copy does not have.

    What is printed is then printed anew by whoever reads the ledger. Gives whether it was so; called at every start.
    """
    mark = known_mark()
    if not ledger.go_on_beyond(mark):
        return False
    note_newest()
    return True


def _prints() -> Iterator[Path]:
    for folder, folders, names in os.walk(settings.PRINTED):
        folders[:] = [name for name in folders if name not in {"images", "assets"} and not name.startswith(".")]
        yield from (Path(folder) / name for name in names if name.endswith((".html", ".xml", ".atom")))


def _file() -> Path:
    return Path(settings.PRINTED) / ".ledger"


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time reads and writes the mark of a folder."""
    Path(settings.PRINTED).mkdir(parents=True, exist_ok=True)
    folder = os.open(settings.PRINTED, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
