"""From an accepted comment to its print, and printing everything anew."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import httpx

from benchmarks.measuring import Row, make_stories, new_site, page
from tests.waiting import wait_until


def rows() -> list[Row]:
    return [_accepted_until_printed(), _reprint()]


def _accepted_until_printed(a_second: int = 20, seconds: int = 10) -> Row:
    """Post at a steady rate and look every few milliseconds which of the comments the print has."""
    with new_site() as site:
        (story,) = make_stories(site, [50])
        site.start()
        printed = page(site, 1)
        wait_until(printed.exists, "the story to be printed", 30)
        waiting: dict[bytes, float] = {}
        delays = []
        began, sent = time.monotonic(), 0
        with httpx.Client(base_url=site.address, headers={"Accept": "application/json"}) as client:
            client.post(f"/-/stories/{story}/comments", data={"name": "Bo", "text": "The first of the newest."})
            while sent < a_second * seconds or waiting:
                if sent < a_second * seconds and time.monotonic() >= began + sent / a_second:
                    sent += 1
                    answer = client.post(
                        f"/-/stories/{story}/comments", data={"name": "Bo", "text": f"Steady comment {sent}."}
                    )
                    assert answer.status_code == 201, answer.text
                    waiting[b"%d" % answer.json()["id"]] = time.monotonic()
                delays += _printed_now(site.printed, waiting)
                assert time.monotonic() < began + seconds + 30, f"{len(waiting)} were never printed"
                time.sleep(0.005)
        p95 = statistics.quantiles(delays, n=20)[18]
    return Row("accepted until printed, at 20 comments/s, p95", "≤ 1.5 s", f"{p95:.2f} s", p95 <= 1.5)


def _printed_now(folder: Path, waiting: dict[bytes, float]) -> list[float]:
    """The delays of those that some sheet of the story has now; they wait no more."""
    sheets = b"".join(path.read_bytes() for path in (folder / "bench" / "1").rglob("index.html"))
    now = time.monotonic()
    done = [number for number in waiting if b'id="comment-' + number + b'"' in sheets]
    return [now - waiting.pop(number) for number in done]


def _reprint() -> Row:
    with new_site() as site:
        make_stories(site, [20] * 1000)
        began = time.monotonic()
        done = site.command("reprint")
        took = time.monotonic() - began
        assert done.returncode == 0, done.stderr
        assert page(site, 1000).with_name("index.html.br").exists()
    return Row("reprinting 1,000 stories of 20 comments, compressed, two cores", "≤ 30 s", f"{took:.1f} s", took <= 30)
