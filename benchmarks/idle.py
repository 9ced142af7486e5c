"""What the whole site takes while nothing happens: processor time of all its processes, and their memory."""

from __future__ import annotations

import os
import time
from pathlib import Path

import httpx

from benchmarks.footprint import family, pss
from benchmarks.measuring import Row, make_stories, new_site, page
from tests.waiting import wait_until

SECONDS = float(os.environ.get("BENCH_IDLE_SECONDS", "60"))


def rows() -> list[Row]:
    with new_site() as site:
        make_stories(site, [10] * 20)
        site.start()
        wait_until(lambda: page(site, 1).exists(), "the prints")
        for path in ("/bench/1/", "/-/me"):
            for _ in range(50):
                httpx.get(site.address + path)
        time.sleep(30)  # what it has to do once is not idleness: printing, polishing, reindexing
        main = site.process.pid if site.process else 0
        before, began = sum(map(_ticks, family(main))), time.monotonic()
        time.sleep(SECONDS)
        share = (sum(map(_ticks, family(main))) - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - began)
        memory = sum(map(pss, family(main)))
    return [
        Row("processor of the whole idle site", "≤ 0.3 %", f"{share:.2%}", share <= 0.003),
        Row("memory of the whole idle site (PSS)", "≤ 160 MB", f"{memory:.0f} MB", memory <= 160),
    ]


def _ticks(process: int) -> int:
    """Of processor time, by the process and in the kernel for it (proc_pid_stat(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
