"""`broadsheet reprint`, with a bar that moves."""

from __future__ import annotations

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from broadsheet import press
from broadsheet.commands.gc_tuning import settle


def reprint_with_progress() -> None:
    """Print every sheet anew and show how far it is."""
    settle()
    columns = (TextColumn("Reprinting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("", total=None)
        press.reprint_everything(progress=lambda done, total: progress.update(task, completed=done, total=total))
