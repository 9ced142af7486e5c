"""A real site for tests: `broadsheet run` on a free port, with a data folder and a database of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.databases import migrated_database
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def http(**options: Any) -> httpx.Client:
    """A client that waits as long as everything in these tests."""
    return httpx.Client(**{"timeout": PATIENCE, **options})


@dataclass
class Site:
    """A running site; `settings` are environment variables without their prefix."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def printed(self) -> Path:
        return self.folder / "printed"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DATA": str(self.folder),
            "PORT": str(self.port),
            "ADDRESS": self.address,
            "WORKERS": "2",
            **self.settings,
        }
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("BROADSHEET_", "DJANGO_"))}
        return {**inherited, "PYTHONPATH": str(ROOT), **{f"BROADSHEET_{key}": value for key, value in own.items()}}

    def lay_database(self) -> None:
        """Copy the migrated database instead of migrating for ten seconds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if "DATABASE" not in self.settings:
            shutil.copyfile(migrated_database(), self.folder / "broadsheet.sqlite3")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `broadsheet …` on this site and wait for its end."""
        call = [sys.executable, "-m", "broadsheet", *arguments]
        return subprocess.run(call, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False)

    def python(self, program: str) -> str:
        """Run a few lines inside the site (Django set up) and give what they print."""
        code = f"import os; os.environ['DJANGO_SETTINGS_MODULE']='broadsheet.settings'; import django; django.setup()\n{program}"
        call = [sys.executable, "-c", code]
        done = subprocess.run(call, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        self.start_without_waiting()
        self.wait_until(self.answers, "the site to answer")

    def wait_until(self, condition: Callable[[], object], what: str) -> None:
        """As `tests.waiting` does; where it was in vain, the site's log is said too."""
        wait_until(condition, lambda: f"{what}; the log of the site: {self.log()}")

    def wait_for_print(self, address: str, words: str = "</html>") -> Path:
        """Until the page of this address is printed with the words; gives its file."""
        file = self.printed / address.strip("/") / "index.html"
        self.wait_until(lambda: file.exists() and words in file.read_text(), f"{words!r} in {file}")
        return file

    def start_without_waiting(self) -> None:
        log = (self.folder / "log").open("ab")
        call = [sys.executable, "-m", "broadsheet", "run"]
        self.process = subprocess.Popen(call, env=self.environment, cwd=self.folder, stdout=log, stderr=log)
        log.close()

    def answers(self) -> bool:
        assert self.process is None or self.process.poll() is None, self.log()
        try:
            return httpx.get(f"{self.address}/-/me", timeout=10).status_code < 500
        except httpx.TransportError:
            return False

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text()[-4000:] if path.exists() else ""

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None


@contextmanager
def running_site(folder: Path, **settings: str) -> Iterator[Site]:
    """A started site, ended with the block; its log is shown when a test fails in it."""
    site = Site(folder, settings)
    site.lay_database()
    try:
        site.start()
        yield site
    except BaseException:
        sys.stderr.write(f"The log of the site:\n{site.log()}\n")
        raise
    finally:
        site.stop()
