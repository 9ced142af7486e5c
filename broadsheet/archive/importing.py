"""Taking in another system's export: a format gives the record stream, and here it is written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from broadsheet.archive.import_ids import ImportedIds
from broadsheet.archive.import_terms import Terms
from broadsheet.archive.loss_report import DROPPED, Report
from broadsheet.archive.old_addresses import redirect
from broadsheet.archive.picture_files import Pictures
from broadsheet.archive.records import Loss, Redirect, StoryRecord, TakeInError
from broadsheet.archive.staging import Staging
from broadsheet.archive.storing import Store
from broadsheet.archive.wordpress import WordPressExport

_SWEEP = 16 * 1024 * 1024  # bytes read
_REDIRECTS = 500  # written at a time
Progress = Callable[[int, int], None]  # bytes read of so many


class Export(Protocol):
    """An export of some format (`docs/formats.md`). Made of a path, a staging database and a call for progress, in which it
    looks the whole file through; raises TakeInError where the file cannot be taken in.
    """

    origin: str  # names the other site: the same export is known again by it
    picture_folders: tuple[str, ...]  # where, beside the export, its pictures may lie

    def records(self, pictures: Pictures) -> Iterator[StoryRecord | Loss]:
        """Every story with its discussion, and what does not come along."""

    def left_out(self) -> Iterable[Loss]:
        """What does not come along of the export as a whole, once all stories are in."""

    def redirects(self, terms: Terms, ids: ImportedIds) -> Iterable[Redirect]:
        """Addresses of the other site that belong to no story, once all stories are in."""


Format = Callable[[Path, Staging, Callable[[int], None]], Export]
FORMATS: dict[str, Format] = {"wordpress": WordPressExport}


def take_in(kind: str, path: str | Path, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Take in an export of that kind and say what was altered or dropped; safe to do again.

    A dry run writes nothing and reports the same. Raises TakeInError, with a sentence, for a file that cannot be taken
    in; nothing of it is here then.
    """
    path = Path(path)
    if kind not in FORMATS:
        raise TakeInError(f"“{kind}” is none of the kinds that can be taken in: {', '.join(FORMATS)}.")
    if not path.is_file():
        raise TakeInError(f"{path} is a folder. Give the file in it." if path.is_dir() else f"There is no file {path}.")
    report = Report(kind, path, dry_run)
    with Staging() as staging:
        _write(FORMATS[kind](path, staging, _counted(path, progress)), path.parent, staging, report)
    if not dry_run:
        report.save()
    return report


def _write(export: Export, folder: Path, staging: Staging, report: Report) -> None:
    ids = ImportedIds(export.origin)
    terms = Terms(ids, report.dry_run)
    pictures = Pictures(folder, export.picture_folders, staging, ids, report.dry_run)
    store = Store(ids, terms, report)
    for record in export.records(pictures):
        if isinstance(record, Loss):
            report.note_loss(record)
        else:
            store.add(record)
    store.flush()
    _note_the_rest(staging, pictures, report)
    for loss in export.left_out():
        report.note_loss(loss)
    report.taken.update({"photos": pictures.made})
    report.taken.update({f"{name}s": count for name, count in terms.made.items()})
    if not report.dry_run:
        for redirects in _in_batches(export.redirects(terms, ids)):
            redirect(redirects)


def _note_the_rest(staging: Staging, pictures: Pictures, report: Report) -> None:
    """Pictures that no story showed are taken in, too; terms that no story has are not."""
    for picture in staging.pictures():
        photo, reason = pictures.photo(picture)
        if photo is None:
            report.note(DROPPED, "attachment", picture.foreign, reason, picture.title)
    for kind, slug, name in staging.unused_terms():
        report.note(DROPPED, kind, slug, "no story of the export is filed under it", name)


def _in_batches(redirects: Iterable[Redirect]) -> Iterator[list[Redirect]]:
    waiting: list[Redirect] = []
    for one in redirects:
        waiting.append(one)
        if len(waiting) >= _REDIRECTS:
            yield waiting
            waiting = []
    yield waiting


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
