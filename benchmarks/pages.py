"""A story page under load: from the door, behind nginx, with few and with many comments, and Isso's thread."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx

from benchmarks.measuring import (
    Row,
    copy_as_file,
    isso,
    load,
    make_stories,
    medians,
    new_site,
    nginx,
    page,
    ratio_row,
    shipped_nginx,
)
from tests.site import Site, free_port
from tests.waiting import wait_until

ROUNDS = 5


def rows() -> list[Row]:
    with new_site() as site:
        make_stories(site, [10, 10_000])
        site.start()
        wait_until(lambda: page(site, 1).exists() and page(site, 2).exists(), "both stories to be printed", 60)
        return [*_against_nginx(site), *_against_isso(site)]


def _against_nginx(site: Site) -> list[Row]:
    ten, ten_thousand = page(site, 1), page(site, 2)
    port, shipped = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        copy_as_file(ten, Path(folder))
        plain = (
            f"server {{ listen 127.0.0.1:{port}; root {folder}; sendfile on; tcp_nopush on; keepalive_requests 100000;"
            " open_file_cache max=100; }"
        )
        with nginx(f"{plain}\n{shipped_nginx(site, shipped)}", port) as peer:
            rate = medians(
                ROUNDS,
                file=lambda: load(f"{peer}/page.html"),
                door=lambda: load(f"{site.address}/bench/1/"),
                behind=lambda: load(f"http://127.0.0.1:{shipped}/bench/1/"),
                many=lambda: load(f"{site.address}/bench/2/"),
            )
    weight = ten_thousand.with_name("index.html.br").stat().st_size / ten.with_name("index.html.br").stat().st_size
    return [
        ratio_row(
            "a story page, `broadsheet run` alone, against nginx and the same file", rate["door"], rate["file"], 0.35
        ),
        ratio_row("the same behind the shipped nginx configuration", rate["behind"], rate["file"], 0.95),
        ratio_row("10,000 comments against 10", rate["many"], rate["door"], 0.9),
        Row("its weight, 10,000 comments against 10", "≤ 1.2 ×", f"{weight:.2f} ×", weight <= 1.2),
    ]


def _against_isso(site: Site) -> list[Row]:
    found = []
    with isso() as peer:
        for size, least in ((10, 100), (100, 500), (1000, 2000)):
            thread = f"/bench-{size}/"
            with httpx.Client() as client:
                for n in range(size):
                    given = {"text": f"Comment {n} of this thread.", "author": "Bo", "title": "Bench"}
                    client.cookies.clear()  # it sets one for each comment, and refuses too many
                    assert client.post(f"{peer}/new?uri={thread}", json=given).status_code == 201
            rate = medians(
                3,
                page=lambda: load(f"{site.address}/bench/1/"),
                isso=lambda address=f"{peer}/?uri={thread}": load(address),  # type: ignore[misc]
            )
            found.append(ratio_row(f"a story page against Isso's thread of {size}", rate["page"], rate["isso"], least))
    return found
