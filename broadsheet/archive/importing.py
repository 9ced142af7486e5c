"""Taking in another system's export."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from broadsheet.archive.loss_report import Report
from broadsheet.archive.records import TakeInError
from broadsheet.archive.wordpress import take_in_wordpress

KINDS = {"wordpress": take_in_wordpress}
_SWEEP = 16 * 1024 * 1024  # bytes read
Progress = Callable[[int, int], None]  # bytes read of so many


def take_in(kind: str, path: str | Path, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Take in an export of that kind and say what was altered or dropped; safe to do again.

    A dry run writes nothing and reports the same. Raises TakeInError, with a sentence, for a file that cannot be taken
    in; nothing of it is here then.
    """
    path = Path(path)
    if kind not in KINDS:
        raise TakeInError(f"“{kind}” is none of the kinds that can be taken in: {', '.join(KINDS)}.")
    if not path.is_file():
        raise TakeInError(f"{path} is a folder. Give the file in it." if path.is_dir() else f"There is no file {path}.")
    report = Report(kind, path, dry_run)
    KINDS[kind](path, report, _counted(path, progress))
    if not dry_run:
        report.save()
    return report


def _counted(path: Path, progress: Progress | None) -> Callable[[int], None]:
    """Each file is read twice, so there is twice its size to do.

    Long stories are few objects and many bytes, so the collector, which counts objects, would come too late by itself.
    """
    done, swept, total = 0, 0, path.stat().st_size * 2

    def read(size: int) -> None:
        nonlocal done, swept
        done += size
        if done - swept > _SWEEP:
            swept = done
            gc.collect()
        if progress is not None:
            progress(done, total)

    return read
