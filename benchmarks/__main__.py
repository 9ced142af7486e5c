"""Run every benchmark (or those named) and print one table: promise, bar, reached.

Each script beside this file has `rows() -> list[Row]` and one subject. Machines are shared and noisy, so what counts are
ratios within one run, and medians.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Row

SUBJECTS = [
    "pages",
    "weights",
    "posting",
    "printing",
    "streams",
    "awkward",
    "crowd",
    "taking_in",
    "spam",
    "footprint",
    "idle",
    "restoring",
    "people",
    "letters",
    "desk",
    "faults",
    "desk_rules",
]


def main(subjects: list[str]) -> int:
    console = Console()
    rows: list[Row] = []
    for subject in subjects or SUBJECTS:
        began = time.monotonic()
        console.print(f"{subject} …", end=" ")
        rows += _measure(subject)
        console.print(f"{time.monotonic() - began:.0f} s")
    table = Table("promise", "bar", "reached", "")
    for row in rows:
        table.add_row(row.promise, row.bar, row.reached, "yes" if row.kept else "NO")
    console.print(table)
    kept = Path(".venv") / "bench.json"
    kept.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False))
    return 0 if all(row.kept for row in rows) else 1


def _measure(subject: str) -> list[Row]:
    """One that breaks is a row that says so; the others are measured all the same."""
    try:
        rows: list[Row] = importlib.import_module(f"benchmarks.{subject}").rows()
    except Exception as fault:
        traceback.print_exc()
        return [Row(f"all of {subject}", "", f"broke: {str(fault)[:200]}", kept=False)]
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
