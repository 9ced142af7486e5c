"""Killing a site's processes under load, and whether anything that was acknowledged is missing afterwards."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import httpx

from tests.site import Site
from tests.waiting import PATIENCE

DOOR, WORKER = "broadsheet-door", "broadsheet-work"
_EDITION = re.compile(rb'data-edition="?(\d+)')


@dataclass
class Load:
    """Writers that post all the time and remember what was acknowledged, and a reader that watches one print."""

    site: Site
    story: int
    sheet: Path
    acknowledged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def begin(self, writers: int = 3) -> None:
        self.threads = [threading.Thread(target=self._write, args=(n,)) for n in range(writers)]
        self.threads.append(threading.Thread(target=self._watch))
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _write(self, writer: int) -> None:
        count = 0
        while not self.over.is_set():
            count += 1
            text = f"Writer {writer} says sentence {count} of {os.getpid()}."
            try:
                address = f"{self.site.address}/-/stories/{self.story}/comments"
                answer = httpx.post(
                    address, data={"name": "Bo", "text": text}, headers={"Accept": "application/json"}, timeout=PATIENCE
                )
            except httpx.TransportError:
                continue  # not acknowledged; whether it is there is nobody's promise
            if answer.status_code == 201:
                self.acknowledged.append(text)
            elif answer.status_code < 500:
                self.faults.append(f"{answer.status_code} {answer.text}")
            time.sleep(0.01)

    def _watch(self) -> None:
        """A print is whole whenever it is looked at, and never older than it was."""
        newest = {"": 0, ".br": 0}
        while not self.over.is_set():
            for ending in newest:
                raw = self.sheet.with_name("index.html" + ending).read_bytes()
                page = brotli.decompress(raw) if ending else raw
                found = _EDITION.search(page[:600])
                if not found or not page.rstrip().endswith(b"</html>"):
                    self.faults.append(f"a broken print of {len(page)} bytes{ending}")
                elif int(found[1]) < newest[ending]:
                    self.faults.append(f"print {ending} {found[1]!r} after {newest[ending]}")
                newest[ending] = max(newest[ending], int(found[1]) if found else 0)
            time.sleep(0.003)


def processes(site: Site, name: str) -> list[int]:
    """The running children of a site's main process by the name they gave themselves."""
    assert site.process
    found = []
    for children in Path(f"/proc/{site.process.pid}/task").glob("*/children"):
        for child in children.read_text().split():
            try:
                if Path(f"/proc/{child}/comm").read_text().strip() == name:
                    found.append(int(child))
            except FileNotFoundError:
                continue
    return found


def kill_one(site: Site, name: str) -> None:
    """End one child at once, when there is one."""
    site.wait_until(lambda: processes(site, name), f"a {name} to be there")
    try:
        os.kill(random.choice(processes(site, name)), signal.SIGKILL)
    except (ProcessLookupError, IndexError):
        return


def kill_under_load(site: Site, story: int, sheet: Path, kills: int) -> Load:
    """Kill a server and the worker so many times each, at random moments; gives the load with what it saw."""
    load = Load(site, story, sheet)
    load.begin()
    try:
        for _ in range(kills):
            for name in (DOOR, WORKER):
                before = len(load.acknowledged)
                site.wait_until(lambda before=before: len(load.acknowledged) > before, "posts to come through")  # type: ignore[misc]
                time.sleep(random.uniform(0.02, 0.4))
                kill_one(site, name)
    finally:
        site.wait_until(site.answers, "the site to answer again")
        load.end()
    return load


def missing_or_double(site: Site, story: int, load: Load) -> list[str]:
    """Acknowledged comments that the table does not hold exactly once."""
    program = (
        "from broadsheet.comments import Comment\nimport json\n"
        f"print(json.dumps(list(Comment.objects.filter(story={story}).values_list('text', flat=True))))"
    )
    texts = json.loads(site.python(program))
    return [text for text in load.acknowledged if texts.count(text) != 1]


def wait_for_prints(site: Site, sheet: Path) -> None:
    """The print has caught up when it names the ledger's last line that shows on it."""
    program = "from broadsheet import ledger\nprint(ledger.latest())"
    newest = int(site.python(program))

    def caught_up() -> bool:
        found = _EDITION.search(sheet.read_bytes()[:600])
        return bool(found) and int(found[1]) >= newest  # type: ignore[index]

    site.wait_until(caught_up, f"the print to reach edition {newest}")
