"""The time of a folder: it stands still between two steps, so that whatever is kept has the same times in every making."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freezegun import freeze_time

_frozen = None


def begin(moment: str) -> None:
    """From now on it is this moment of UTC, `2026-10-05 09:00`."""
    global _frozen
    _frozen = freeze_time(moment).start()


def go(seconds: float = 41) -> None:
    """Somewhat later: so much that nobody writes too fast."""
    _frozen.tick(timedelta(seconds=seconds))


def go_to(moment: str) -> None:
    to = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert to >= datetime.now(UTC), f"{moment} is over: the clock of a folder goes forward"
    _frozen.move_to(to)


def now() -> datetime:
    return datetime.now(UTC)
