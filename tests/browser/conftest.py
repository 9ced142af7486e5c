"""A running site and Debian's Chromium: what a reader sees and does, in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.chromium import a_browser
from tests.site import Site, http, running_site
from tests.waiting import PATIENCE, wait_until

STORIES = 60


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with many small stories, so that every test has one of its own."""
    with running_site(tmp_path_factory.mktemp("site"), PACING="no", WORKERS="1") as site:
        yield site


class Desk:
    """Staff at work inside the site: one process for all that they do, since starting one takes seconds."""

    def __init__(self, site: Site) -> None:
        call = [sys.executable, "-c", _DESK]
        environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "broadsheet.settings"}
        self.process = subprocess.Popen(call, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, program: str) -> str:
        """Run some lines; gives what they print."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(program) + "\n")
        self.process.stdin.flush()
        done, said = json.loads(self.process.stdout.readline())
        assert done, said
        return str(said)

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(PATIENCE)


_DESK = """
import django; django.setup()
from broadsheet.comments import *
from broadsheet.discussion import *
from broadsheet.discussion.posting import post_comment
from broadsheet.moderation import *
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.moderation.models import Decision, Flag, Reason
from broadsheet.stories import *
from broadsheet.stories.comment_settings import change_discussion
from broadsheet.stories.publishing import revise, withdraw
import contextlib, io, json, sys, traceback
for line in sys.stdin:
    said, names = io.StringIO(), dict(globals())
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), names)
        answer = [True, said.getvalue()]
    except Exception:
        answer = [False, traceback.format_exc()]
    print(json.dumps(answer), flush=True)
"""


@pytest.fixture(scope="package")
def desk(site: Site) -> Iterator[Desk]:
    desk = Desk(site)
    yield desk
    desk.close()


def until(page: Any, expression: str) -> None:
    """Wait until a JavaScript expression is true; the page's own policy forbids `wait_for_function`."""
    wait_until(lambda: page.evaluate(expression), lambda: f"{expression} on {page.url}")


def settled(page: Any) -> None:
    """What was changed until now is laid out and painted."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@dataclass
class Talk:
    """A story on the running site, and what others do to its discussion meanwhile."""

    site: Site
    story: int
    address: str
    desk: Desk

    @property
    def url(self) -> str:
        return self.site.address + self.address

    def post(self, text: str, name: str = "Bo", parent: int | None = None, guest: httpx.Client | None = None) -> int:
        """Somebody else posts, over HTTP; gives the comment's id."""
        fields = {"name": name, "text": text, "parent": str(parent or "")}
        answer = self.send(f"/-/stories/{self.story}/comments", fields, guest)
        return int(answer["id"])

    def send(self, address: str, fields: dict[str, str] | None = None, guest: httpx.Client | None = None) -> Any:
        headers = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin"}
        with nullcontext(guest) if guest else http() as client:
            answer = client.post(self.site.address + address, data=fields or {}, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def staff(self, program: str) -> str:
        """Staff do something: lines that see `story`."""
        return self.desk.do(f"story = Story.objects.get(pk={self.story})\n{textwrap.dedent(program)}")

    def printed(self, words: str, sheet: str = "") -> None:
        """Wait until the print shows these words."""
        self.site.wait_for_print(self.address + sheet, words)


@pytest.fixture(scope="package")
def _stories(desk: Desk) -> Iterator[tuple[int, str]]:
    made = json.loads(desk.do(_MAKE.replace("COUNT", str(STORIES))))
    return iter([(int(number), str(address)) for number, address in made])


_MAKE = """
import json
import subprocess
import sys
from broadsheet.stories import SiteSettings, PostingRule, Story, publish
SiteSettings.objects.update_or_create(defaults={"rule": PostingRule.EVERYONE})
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
def talk(site: Site, desk: Desk, _stories: Iterator[tuple[int, str]]) -> Talk:
    """A story nobody has used, printed."""
    story, address = next(_stories)
    fresh = Talk(site, story, address, desk)
    fresh.printed("</html>")
    return fresh


@pytest.fixture
def reader(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page as a reader of their own (options as of a Playwright context); errors of scripts fail the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(url: str = "", **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": 900, "height": 700}, **options)
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
    """The browser's console notes every answer that is no success; refusals and failures are part of these tests."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")
