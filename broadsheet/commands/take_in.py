"""`broadsheet take-in KIND FILE [--dry-run]`."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from broadsheet.archive import Report, as_text, take_in
from broadsheet.commands.gc_tuning import settle


def take_in_with_progress(kind: str, file: str, *, dry_run: bool) -> None:
    """Take in another system's export, show how far it is, and say what came of it. Raises TakeInError."""
    settle()
    console = Console(stderr=True)
    report = _with_progress(console, kind, file, dry_run)
    if report.dry_run:
        for facts in report.lines():
            sys.stdout.write(as_text(facts) + "\n")
    _summarise(console, report)


def _with_progress(console: Console, kind: str, file: str, dry_run: bool) -> Report:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Looking it through", total=None)

        def read(done: int, total: int) -> None:
            words = "Looking it through" if done * 2 <= total else "Taking it in"
            progress.update(task, completed=done, total=total, description=words)

        return take_in(kind, file, dry_run=dry_run, progress=read)


def _summarise(console: Console, report: Report) -> None:
    """What came in, what was here, what was lost, and where the lines about it are."""
    table = Table(title="Not written: a dry run" if report.dry_run else None, show_header=False, box=None)
    table.add_column(justify="right")
    table.add_column()
    for heading, counts in (
        ("taken in", report.taken),
        ("here already", report.unchanged),
        ("of the records", report.lost),
    ):
        for name, count in sorted(counts.items()):
            if count:
                table.add_row(f"{count:,}", f"{name} {heading}" if heading != "of the records" else f"records {name}")
    console.print(table)
    if report.saved:
        console.print(f"One line for each of these records, with the reason: {report.saved}", soft_wrap=True)
