"""A copy of the database brought back at many random moments: every post is printed, no number is used twice."""

from __future__ import annotations

import os

from benchmarks.measuring import Row, make_stories, new_site, page
from tests.restoring import restore_at_random_moments
from tests.waiting import wait_until

MOMENTS = int(os.environ.get("BENCH_RESTORES", "50"))
POSTS = 20


def rows() -> list[Row]:
    with new_site() as site:
        (story,) = make_stories(site, [3])
        site.start()
        wait_until(page(site, 1).exists, "the story to be printed")
        waits, twice = restore_at_random_moments(site, story, page(site, 1), MOMENTS, POSTS)
    reached = f"{len(waits)} printed, the slowest in {max(waits):.1f} s; {len(twice)} numbers twice"
    return [
        Row(
            f"restore at {MOMENTS} random moments, then {POSTS} posts each",
            "every post printed ≤ 3 s, no number twice",
            reached,
            max(waits) <= 3 and not twice,
        )
    ]
