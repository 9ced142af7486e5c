"""A running site and Debian's Chromium: what a reader sees and does, in a real browser."""

from __future__ import annotations

import itertools
import json
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.site import Site, running_site, wait_until

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORIES = 40


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """The browser, started once for this folder; playwright's loop must not outlive it, other tests use the database."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with many small stories, so that every test has one of its own."""
    with running_site(tmp_path_factory.mktemp("site"), PACING="no", WORKERS="1") as site:
        yield site


@dataclass
class Talk:
    """A story on the running site, and what others do to its discussion meanwhile."""

    site: Site
    story: int
    address: str

    @property
    def url(self) -> str:
        return self.site.address + self.address

    def post(self, text: str, name: str = "Bo", parent: int | None = None, guest: httpx.Client | None = None) -> int:
        """Somebody else posts, over HTTP; gives the comment's id."""
        fields = {"name": name, "text": text, "parent": str(parent or "")}
        answer = self.send(f"/-/stories/{self.story}/comments", fields, guest)
        return int(answer["id"])

    def send(self, address: str, fields: dict[str, str] | None = None, guest: httpx.Client | None = None) -> Any:
        client = guest or httpx.Client()
        headers = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin"}
        answer = client.post(self.site.address + address, data=fields or {}, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def staff(self, program: str) -> str:
        """Staff do something: lines that see `story`."""
        setting = f"from broadsheet.discussion import *\nfrom broadsheet.stories import *\nstory = Story.objects.get(pk={self.story})"
        return self.site.python(f"{setting}\n{textwrap.dedent(program)}")

    def printed(self, words: str, sheet: str = "") -> None:
        """Wait until the print shows these words."""
        path = self.site.printed / f"{self.address}{sheet}".strip("/") / "index.html"
        wait_until(lambda: path.exists() and words in path.read_text(), f"{words!r} in {path}")


@pytest.fixture(scope="package")
def _stories(site: Site) -> Iterator[tuple[int, str]]:
    made = json.loads(site.python(_MAKE.replace("COUNT", str(STORIES))))
    return iter([(int(number), str(address)) for number, address in made])


_MAKE = """
import json
from django.utils import timezone
from broadsheet.stories import Story, publish
made = []
for number in range(COUNT):
    body = [{"type": "paragraph", "value": f"<p>Paragraph {line} of the story.</p>"} for line in range(12)]
    story = Story(headline=f"Story {number}", address=f"/2026/05/story-{number}/", body=body, language="en")
    story.save()
    publish(story)
    made.append((story.pk, story.address))
print(json.dumps(made))
"""


@pytest.fixture
def talk(site: Site, _stories: Iterator[tuple[int, str]]) -> Talk:
    """A story nobody has used, printed."""
    story, address = next(_stories)
    fresh = Talk(site, story, address)
    fresh.printed("</html>")
    return fresh


@pytest.fixture
def reader(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page as a reader of their own (options as of a Playwright context); errors of scripts fail the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(url: str = "", **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": 900, "height": 700}, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
        if url:
            page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _is_fault(message: Any) -> bool:
    """Refusals are answered with 4xx, and the browser's console notes each; that is no fault."""
    return message.type == "error" and not re.search(r"status of (4\d\d|503)", message.text)


def numbers() -> Iterator[int]:
    """1, 2, 3 …"""
    return itertools.count(1)
