"""Taking in a WordPress export: how fast, and how much memory a large one takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measuring import Row, new_site
from tests.archive.exports import write_large
from tests.site import Site

GIGABYTE = float(os.environ.get("BENCH_EXPORT_GB", "1"))


def rows() -> list[Row]:
    return [_speed(), _memory()]


def _speed(stories: int = 1000, comments: int = 20) -> Row:
    with new_site() as site:
        export = site.folder / "export.xml"
        write_large(export, stories=stories, comments=comments)
        began = time.monotonic()
        _take_in(site, export)
        rate = stories * comments / (time.monotonic() - began)
        assert _count(site) == stories * comments
    promise = "taking in 20,000 comments in 1,000 stories, the whole command"
    return Row(promise, "≥ 1,500 comments/s", f"{rate:,.0f}/s", rate >= 1500)


def _memory() -> Row:
    """The peak resident size of a process that takes in a large export of long stories."""
    with new_site() as site:
        export = site.folder / "export.xml"
        write_large(export, stories=max(int(1000 * GIGABYTE), 1), comments=20, words=190_000)
        size = export.stat().st_size / 1e9
        peak = _take_in(site, export) / 1024
    return Row(f"memory for taking in an export of {size:.2f} GB", "≤ 300 MB", f"{peak:.0f} MB", peak <= 300)


def _take_in(site: Site, export: Path) -> int:
    """Run the command and give its peak resident size in kB."""
    call = [sys.executable, "-m", "broadsheet", "take-in", "wordpress", str(export)]
    silent = subprocess.DEVNULL
    peak = 0
    with subprocess.Popen(call, env=site.environment, cwd=site.folder, stdout=silent, stderr=silent) as running:
        while running.poll() is None:
            peak = max(peak, _peak(running.pid))
            time.sleep(0.05)
    assert running.returncode == 0
    return peak


def _peak(pid: int) -> int:
    """Of that program alone: what `wait4` gives begins with the size of the process that started it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def _count(site: Site) -> int:
    return int(site.python("from broadsheet.comments import Comment\nprint(Comment.objects.count())"))
