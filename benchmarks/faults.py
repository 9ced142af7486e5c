"""kill -9 of server and worker, 100 times each, under posting load: the long form of `tests/shell/test_faults.py`."""

from __future__ import annotations

import os

from benchmarks.measuring import Row, make_stories, new_site, page
from tests.killing import kill_under_load, missing_or_double, wait_for_prints
from tests.waiting import wait_until

KILLS = int(os.environ.get("BENCH_KILLS", "100"))


def rows() -> list[Row]:
    with new_site() as site:
        (story,) = make_stories(site, [3])
        site.start()
        wait_until(page(site, 1).exists, "the story to be printed")
        load = kill_under_load(site, story, page(site, 1), KILLS)
        lost = missing_or_double(site, story, load)
        wait_for_prints(site, page(site, 1))
    reached = f"{len(load.acknowledged):,} acknowledged, {len(lost)} lost or double, {len(load.faults)} broken or older prints"
    return [
        Row(
            f"kill -9, {KILLS} × server and {KILLS} × worker, while posting",
            "0 lost, 0 broken",
            reached,
            not lost and not load.faults,
        )
    ]
