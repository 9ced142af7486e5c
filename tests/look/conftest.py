"""The sample newspaper on a running site, seen in Debian's Chromium: one page of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.site import Site, running_site, wait_until

LEAD = "/harbour/eleven-minutes-late/"
LONG = "/town-hall/bridge-toll/"
DEEP = "/trade/lighthouse-for-sale/"
PLAIN = {
    "front": "/",
    "section": "/section/town-hall/",
    "tag": "/tag/town-council/",
    "author": "/author/maren-holt/",
    "archive": "/archive/",
    "story": LEAD,
    "story with a table": "/table/salted-herring/",
    "story in Russian": "/ru/tramvai-3/",
    "story in Kazakh": "/kk/ailaqtagy-dombyra/",
    "story from right to left": "/ar/maktabat-al-layl/",
    "closed discussion": "/estuary/geese-nine-days-early/",
    "further sheet": f"{LONG}comments/oldest/2/",
    "standing page": "/about/",
    "your data": "/your-data/",
    "missing page": "/nothing/here/",
}
_UNWIELDY = {"name": "Ä" * 80, "text": "x" * 9_990, "email": "", "website": "", "parent": ""}


@dataclass
class Paper:
    """The running sample newspaper: the address of every kind of page, and who may see it (a cookie header)."""

    site: Site
    pages: dict[str, str]
    guest: dict[str, str]
    staff: dict[str, str]

    def cookies(self, kind: str) -> list[dict[str, str]]:
        held = self.staff if kind.endswith("for staff") or kind == "own page" else self.guest
        return [{"name": name, "value": value, "url": self.site.address} for name, value in held.items()]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """The browser, started once for this folder."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def paper(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The sample newspaper, printed and served, with an unwieldy held comment of our own."""
    with running_site(tmp_path_factory.mktemp("paper"), PACING="no", WORKERS="1") as site:
        password = site.command("owner", "ada@paper.example").stdout.split()[-1]
        assert site.command("sample").returncode == 0
        wait_until(lambda: all(_printed(site, path) for path in PLAIN.values()), "the sample to be printed", 150)
        with httpx.Client(base_url=site.address, headers={"Sec-Fetch-Site": "same-origin"}) as guest:
            pages = {**PLAIN, **_living(guest), **_by_letter(site, guest)}
            yield Paper(site, pages, dict(guest.cookies), _signed_in(site, password))


def _printed(site: Site, path: str) -> bool:
    return "nothing" in path or (site.printed / path.strip("/") / "index.html").exists()


def _living(guest: httpx.Client) -> dict[str, str]:
    """What a guest sees who has just written: their own comment, and what they may do about it."""
    story = _number(guest.get(LEAD).text, r'data-story="(\d+)"')
    answer = guest.post(f"/-/stories/{story}/comments", data=_UNWIELDY)
    assert answer.status_code == 303, answer.text
    comment = _number(answer.headers["location"], r"comment=(\d+)")
    other = _number(guest.get(DEEP).text, r'id="comment-(\d+)"')
    return {
        "own comment, held": answer.headers["location"].partition("#")[0],
        "reply": f"/-/comments/{other}/reply",
        "flag": f"/-/comments/{other}/flag",
        "edit": f"/-/comments/{comment}/edit",
        "withdraw": f"/-/comments/{comment}/withdraw",
        "thread": f"{DEEP}thread/{other}/",
        "queue, for staff": "/-/desk/",
        "flagged and all, for staff": "/-/desk/?queue=all&sort=newest",
        "stories, for staff": "/-/desk/stories",
        "floods, for staff": "/-/desk/floods",
        "history, for staff": "/-/desk/history",
        "a comment at the desk, for staff": f"/-/desk/comments/{other}",
        "story as it was, for staff": f"/-/desk/comments/{other}/version",
        "many, for staff": "/-/desk/many?queue=all",
        "many decided, for staff": "/-/desk/sweeps/1",
        "sign in": "/-/sign-in/",
        "own page": "/-/you/",
        "spam filter, for staff": "/-/comments/filter?budget=2",
    }


_BY_LETTER = """
from django.utils import timezone
from broadsheet.desk.sweeping import begin_sweep
from broadsheet.discussion import Comment, State
from broadsheet.mailroom import Address, Follow, sealed_mine
from broadsheet.mailroom.sealing import confirm_link, decide_link, stop_link
from broadsheet.people import Person
address = Address.objects.create(email="bo@reader.example", confirmed=timezone.now())
one = Follow.objects.create(address=address, what="story", about={story}, confirmed=timezone.now())
Comment.objects.filter(pk__lte=3).update(email=address.email)
comment, person = Comment.objects.latest("pk"), Person.objects.get(email="ada@paper.example")
begin_sweep([], State.SPAM, person)
for link in (stop_link(address.pk, one.pk), confirm_link(address.pk, ""), decide_link(comment.pk, person.pk, "remove")):
    print(link)
print("/-/mine/" + sealed_mine(address.email))
"""


def _by_letter(site: Site, guest: httpx.Client) -> dict[str, str]:
    """Where links in letters lead to, and where letters are asked for."""
    story = _number(guest.get(LEAD).text, r'data-story="(\d+)"')
    links = [line.removeprefix(site.address) for line in site.python(_BY_LETTER.format(story=story)).split()]
    named = dict(zip(("stop letters", "confirm", "decide by letter", "mine"), links, strict=True))
    return {"follow": f"/-/follow/story/{story}", "asking for mine": "/-/mine", **named}


def _number(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]


def _signed_in(site: Site, password: str) -> dict[str, str]:
    with httpx.Client(base_url=site.address) as staff:
        form = staff.get("/-/newsroom/login/").text
        token = _number(form, r'name="csrfmiddlewaretoken" value="(\w+)"')
        fields = {"csrfmiddlewaretoken": token, "username": "ada@paper.example", "password": password}
        answer = staff.post("/-/newsroom/login/", data=fields, headers={"Referer": site.address})
        assert answer.status_code == 302, answer.text
        return dict(staff.cookies)
