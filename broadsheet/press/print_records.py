"""Notes of one press about its own printed folder: where it printed a story, and on which fronts.

A story that moved or vanished can then be taken away without asking the database, which no longer knows.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from broadsheet.kit import write_plain


def place_of(story_id: int) -> str:
    """The address at which the story was printed last, or an empty string."""
    return _read(_note("at", story_id))


def places() -> list[int]:
    """The ids of all stories that this press has printed and not taken away."""
    return [int(path.name) for path in (Path(settings.PRINTED) / ".at").glob("*/*") if path.name.isdecimal()]


def note_place(story_id: int, address: str) -> None:
    if place_of(story_id) != address:
        _write(_note("at", story_id), address)


def forget_place(story_id: int) -> None:
    _note("at", story_id).unlink(missing_ok=True)


def fronts_of(story_id: int) -> set[str]:
    """Every front on which this press ever put the story."""
    return set(json.loads(_read(_note("fronts", story_id)) or "[]"))


def note_fronts(story_id: int, fronts: set[str]) -> None:
    if not fronts <= fronts_of(story_id):
        _write(_note("fronts", story_id), json.dumps(sorted(fronts | fronts_of(story_id))))


def _note(kind: str, story_id: int) -> Path:
    return Path(settings.PRINTED) / f".{kind}" / str(story_id % 1000) / str(story_id)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    write_plain(path, text.encode())
