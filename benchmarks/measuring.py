"""What the benchmarks share: rows, load, peers, and stories to load."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site import ROOT, Site, free_port
from tests.waiting import wait_until

PEERS = ROOT / ".venv" / "peers" / "bin"
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))


@dataclass
class Row:
    """One line of the table."""

    promise: str
    bar: str
    reached: str
    kept: bool


def ratio_row(promise: str, one: float, other: float, least: float, unit: str = "/s") -> Row:
    """A row that promises one rate to be at least `least` times the other."""
    other = max(other, 1 / SECONDS)  # a peer too slow for one answer is taken for one that gave one
    ratio = one / other
    few = f"{other:.2g}" if other < 10 else f"{other:,.0f}"
    return Row(promise, f"≥ {least:g} ×", f"{ratio:.3g} × ({one:,.0f} to {few}{unit})", ratio >= least)


def load(
    address: str, *, script: str | None = None, connections: int = 16, seconds: float = SECONDS, spotless: bool = True
) -> float:
    """Answers per second under wrk's load; every one must be a success, but of a peer that is not `spotless`."""
    call = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "-H", "Accept-Encoding: br, gzip"]
    with tempfile.TemporaryDirectory() as folder:
        if script:
            (Path(folder) / "load.lua").write_text(script)
            call += ["-s", f"{folder}/load.lua"]
        said = subprocess.run([*call, address], capture_output=True, text=True, check=True).stdout
    assert not spotless or "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


def medians(times: int, **measures: Callable[[], float]) -> dict[str, float]:
    """Each measure's median over so many rounds; the measures take turns, so that a slow minute hits all."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(times):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: statistics.median(values) for name, values in found.items()}


@contextmanager
def process(*call: str | Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs as long as the block."""
    silent = subprocess.DEVNULL
    started = subprocess.Popen([*map(str, call)], env={**os.environ, **environment}, stdout=silent, stderr=silent)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def listening(port: int) -> bool:
    """Whether something accepts connections on a port of this machine."""
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(servers: str, port: int) -> Iterator[str]:
    """nginx with two workers and the given server blocks; yields its address on `port`."""
    with tempfile.TemporaryDirectory() as folder:
        user = "user root;" if os.geteuid() == 0 else ""
        modules = "include /etc/nginx/modules-enabled/*.conf;" if Path("/etc/nginx/modules-enabled").is_dir() else ""
        Path(folder, "nginx.conf").write_text(
            f"{user} worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log; {modules}\n"
            f"events {{ worker_connections 4096; }}\nhttp {{ access_log off; {_temporary_paths(folder)}\n{servers}\n}}\n"
        )
        with process("/usr/sbin/nginx", "-c", f"{folder}/nginx.conf"):
            wait_until(lambda: listening(port), "nginx to listen")
            yield f"http://127.0.0.1:{port}"


def _temporary_paths(folder: str) -> str:
    return " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )


def shipped_nginx(site: Site, port: int) -> str:
    """The example configuration with its three places filled in for a site under test."""
    text = (ROOT / "examples" / "nginx.conf").read_text()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8000", f"127.0.0.1:{site.port}")
    return text.replace("/srv/broadsheet/printed", str(site.printed))


@contextmanager
def new_site(**settings: str) -> Iterator[Site]:
    """A site with an empty, migrated database in a temporary folder; not started."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
        site = Site(Path(folder), {"PACING": "no", "WORKERS": "2", **settings})
        site.lay_database()
        try:
            yield site
        finally:
            site.stop()


MAKE_STORIES = """
import sys
from datetime import timedelta
from django.utils import timezone
from broadsheet import ledger, stories
from broadsheet.comments import Contribution, take_in_comments
from broadsheet.stories import SiteSettings, Story
site_settings = stories.site_settings(); site_settings.rule = "everyone"; site_settings.save()
words = ("The harbour council met on Tuesday and decided, after three hours, what had been plain for years: the old "
         "mole cannot be mended, only built anew, and nobody yet knows who pays. ").split()
def body(n):
    text = " ".join(words[i % len(words)] + ("" if i % 7 else str((i * n) % 97)) for i in range(600))
    return [{{"type": "paragraph", "value": "<p>" + text[k:k + 600] + "</p>"}} for k in range(0, len(text), 600)]
now = timezone.now()
for n, comments in enumerate({sizes}, 1):
    story = Story.objects.create(headline=f"Story {{n}} of the bench", standfirst="What was decided, and what was not.",
        body=body(n), address=f"/bench/{{n}}/", live=True, published_at=now - timedelta(days=1, minutes=n))
    rows = []
    for i in range(comments):
        text = f"Comment {{i}} of story {{n}}: " + " ".join(words[(i * 7 + k) % len(words)] for k in range(10 + i % 20))
        rows.append(Contribution(key=str(i), name=f"Reader {{i % 50}}", text=text, html=f"<p>{{text}}</p>", created=now - timedelta(minutes=20000 - i),
                        parent=str(i - 1 - i % 3) if i % 4 in (1, 2) and i > 4 else None))
    take_in_comments(story, rows)
    ledger.record(ledger.Kind.STORY_PUBLISHED, story=story.pk)
    print(story.pk)
"""


def make_stories(site: Site, sizes: list[int]) -> list[int]:
    """Stories of 600 words with so many comments each, at `/bench/1/`, `/bench/2/` …; their ids."""
    return [int(line) for line in site.python(MAKE_STORIES.format(sizes=sizes)).split()]


def page(site: Site, number: int) -> Path:
    """The printed file of a bench story."""
    return site.printed / "bench" / str(number) / "index.html"


def copy_as_file(source: Path, folder: Path) -> None:
    """The compressed bytes of a page as a plain file, for a peer that only has to hand it out."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source.with_name("index.html.br"), folder / "page.html")


@contextmanager
def isso() -> Iterator[str]:
    """Isso 0.14 with two workers of Gunicorn, moderation and guard off."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "isso.cfg").write_text(
            f"[general]\ndbpath = {folder}/comments.db\nhost = http://localhost:{port}/\nmax-age = 15m\n"
            "[moderation]\nenabled = false\n[guard]\nenabled = false\n[server]\n[hash]\nalgorithm = none\n"
        )
        call: list[str | Path] = [PEERS / "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "2", "--preload", "isso.run"]
        with process(*call, ISSO_SETTINGS=f"{folder}/isso.cfg"):
            wait_until(lambda: listening(port), "Isso to listen")
            yield f"http://127.0.0.1:{port}"
