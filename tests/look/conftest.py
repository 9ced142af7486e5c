"""The sample newspaper on a running site, seen in Debian's Chromium: one page of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.chromium import a_browser
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
    "moderation in figures": "/moderation/",
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
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def paper(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The sample newspaper, printed and served, with an unwieldy held comment of our own."""
    with running_site(tmp_path_factory.mktemp("paper"), PACING="no", WORKERS="1") as site:
        password = site.command("owner", "ada@paper.example").stdout.split()[-1]
        assert site.command("sample").returncode == 0
        wait_until(lambda: all(_printed(site, path) for path in PLAIN.values()), "the sample to be printed", 150)
        with httpx.Client(base_url=site.address, headers={"Sec-Fetch-Site": "same-origin"}) as guest:
            pages = {**PLAIN, **_living(guest), **_by_letter(site, guest), **_standing(site, guest)}
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
        "a comment in hand, for staff": f"/-/desk/comments/{other}/tend",
        "story as it was, for staff": f"/-/desk/comments/{other}/version",
        "many, for staff": "/-/desk/many?queue=all",
        "many decided, for staff": "/-/desk/sweeps/1",
        "sign in": "/-/sign-in/",
        "own page": "/-/you/",
        "why the filter said so, for staff": f"/-/desk/comments/{comment}/why",
        "spam filter, for staff": "/-/desk/filter?budget=2",
        "correction": f"/-/stories/{story}/correction",
        "reasons, for staff": "/-/desk/reasons",
        "rota, for staff": "/-/desk/rota",
        "rules, for staff": "/-/desk/rules",
        "a rule, for staff": "/-/desk/rules/links",
        "a word list, for staff": "/-/desk/rules/words/new",
        "changes of rules, for staff": "/-/desk/rules/changes",
        "persons, for staff": "/-/desk/people?q=a",
        "a writer, for staff": f"/-/desk/people/of/{comment}",
    }


_BY_LETTER = """
from django.utils import timezone
from broadsheet.desk.sweeping import begin_sweep
from broadsheet.discussion import Comment, State
from broadsheet.mailroom.models import Address, Follow
from broadsheet.mailroom.signed_links import confirm_link, data_link_token, decide_link, unsubscribe_link
from broadsheet.people import Person
address = Address.objects.create(email="bo@reader.example", confirmed=timezone.now())
one = Follow.objects.create(address=address, what="story", about={story}, confirmed=timezone.now())
Comment.objects.filter(pk__lte=3).update(email=address.email)
comment, person = Comment.objects.latest("pk"), Person.objects.get(email="ada@paper.example")
begin_sweep([], State.SPAM, person)
for link in (unsubscribe_link(address.pk, one.pk), confirm_link(address.pk, ""), decide_link(comment.pk, person.pk, "remove")):
    print(link)
print("/-/mine/" + data_link_token(address.email))
"""


def _by_letter(site: Site, guest: httpx.Client) -> dict[str, str]:
    """Where links in letters lead to, and where letters are asked for."""
    story = _number(guest.get(LEAD).text, r'data-story="(\d+)"')
    links = [line.removeprefix(site.address) for line in site.python(_BY_LETTER.format(story=story)).split()]
    named = dict(zip(("stop letters", "confirm", "decide by letter", "mine"), links, strict=True))
    return {"follow": f"/-/follow/story/{story}", "asking for mine": "/-/mine", **named}


_STANDING = """
from datetime import time
from broadsheet.discussion import (
    Comment, State, add_shift, appeal, appeal_address, decide, flag, offer_correction, post_comment, reasons
)
from broadsheet.people import Person, Reader
from broadsheet.stories import Story
story, ada = Story.objects.get(pk={story}), Person.objects.get(email="ada@paper.example")
dee = Person.objects.create_user("dee@paper.example", first_name="Dee", role="moderator")
writer = Reader(guest="d" * 32)
taken = [post_comment(story, name="Kit", text=text, reader=writer) for text in ("What a harbour.", "What a master.")]
for one in taken:
    decide(one, State.REMOVED, dee, reason=reasons()[0])
appeal(taken[1], text="It was meant kindly.", reader=writer)
decided = post_comment(story, name="Kit", text="What a mole.", reader=Reader(guest="f" * 32))
decide(decided, State.REMOVED, ada)
appeal(decided, text="It was a joke.", reader=Reader(guest="f" * 32))
other = Comment.objects.filter(state="published").first()
flag(other, writer, "It was in May.", grievance="false", email="kit@reader.example")
offer_correction(story, wrong="It was in May.", right="June.", source="The sign", email="kit@reader.example", reader=writer)
for day in range(7):
    add_shift(person=dee, section=None, weekday=day, begins=time(), ends=time(), zone="Europe/Kyiv", by=ada)
print(appeal_address(taken[0], sealed=True), appeal_address(taken[1], sealed=True), f"/-/desk/flags/{{other.pk}}")
"""


def _standing(site: Site, guest: httpx.Client) -> dict[str, str]:
    """What writers, flaggers and correctors said, and where staff answer it."""
    story = _number(guest.get(LEAD).text, r'data-story="(\d+)"')
    links = site.python(_STANDING.format(story=story)).split()
    named = dict(zip(("appeal", "appeal made", "flags, for staff"), links, strict=True))
    return {**named, "appeals, for staff": "/-/desk/appeals", "corrections, for staff": "/-/desk/corrections"}


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
