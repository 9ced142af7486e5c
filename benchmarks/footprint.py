"""Memory of the whole idle site, and the time from `broadsheet run` to the first page."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import httpx

from benchmarks.measuring import Row, make_stories, new_site, page
from tests.site import Site
from tests.waiting import wait_until


def rows() -> list[Row]:
    with new_site() as site:
        make_stories(site, [10] * 20)
        assert site.command("reprint").returncode == 0
        starts = [_start(site) for _ in range(3)]
        for path in ("/bench/1/", "/-/me"):
            for _ in range(50):
                httpx.get(site.address + path)
        wait_until(lambda: page(site, 1).exists(), "the prints")
        time.sleep(5)  # idle is what is measured
        memory = sum(map(pss, family(site.process.pid if site.process else 0)))
    start = statistics.median(starts)
    return [
        Row(
            "memory of the whole idle site (PSS); WordPress 183 MB, Ghost 188",
            "≤ 200 MB",
            f"{memory:.0f} MB",
            memory <= 200,
        ),
        Row("from `broadsheet run` to the first page", "≤ 3 s", f"{start:.2f} s", start <= 3),
    ]


def _start(site: Site) -> float:
    site.stop()
    began = time.monotonic()
    site.start_without_waiting()
    while True:
        try:
            if httpx.get(site.address + "/bench/1/").status_code == 200:
                return time.monotonic() - began
        except httpx.TransportError:
            time.sleep(0.01)


def family(process: int) -> list[int]:
    """A process and everything below it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    below = [Path(task).read_text().split() for task in map(str, Path(f"/proc/{process}/task").glob("*/children"))]
    every = {int(child) for group in [children, *below] for child in group}
    return [process, *(one for child in every for one in family(child))]


def pss(process: int) -> float:
    """Megabytes a process takes, shared pages divided among those who share them."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
