"""Every address of the project against every role and none, from the table in `docs/roles.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Collection

from broadsheet.moderation import hide_comment, reasons
from broadsheet.moderation.duty import add_day_off, add_shift
from broadsheet.moderation.reports import appeal, flag, request_correction
from broadsheet.people import Person, Reader, RestrictionTarget, RestrictionType, Role, appoint, restrict
from broadsheet.screening import WordList
from broadsheet.stories import Author, Correction, Section, Tag, correct
from tests.conftest import ROOT

pytestmark = pytest.mark.sqlite_is_enough  # it asks for rows by numbers that count from 1 in each test

ROLES = ["nobody", "reader", "writer", "moderator", "editor", "owner"]
_ROW = re.compile(r"^\| `(?P<address>[^`]+)` \|(?P<cells>(?:[^|]*\|){6})", re.MULTILINE)
_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")

_SHIFT: dict[str, Any] = {"section": None, "weekday": 0, "begins": time(9), "ends": time(17), "zone": "UTC"}


def addresses() -> list[str]:
    """Every pattern of the project, the names of its arguments in angle brackets."""
    return sorted({f"/{_plain(pattern)}" for pattern in _walk(get_resolver())})


def _walk(resolver: Any, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, here)
        elif isinstance(one, URLPattern):
            yield here or "…"


def _plain(pattern: str) -> str:
    named = _GROUP.sub(lambda found: f"<{found[1] or found[2]}>", pattern)
    return named.replace("^.*", "…").replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")


def table() -> dict[str, dict[str, str]]:
    text = (ROOT / "docs" / "roles.md").read_text()
    return {
        row["address"]: dict(zip(ROLES, (cell.strip() for cell in row["cells"].split("|")), strict=False))
        for row in _ROW.finditer(text)
    }


def row_of(address: str, rows: dict[str, dict[str, str]]) -> list[str]:
    return [row for row in rows if fnmatchcase(address, row)]


def test_every_address_has_one_row() -> None:
    rows = table()
    wrong = {address: found for address in addresses() if len(found := row_of(address, rows)) != 1}
    assert wrong == {}, "say in docs/roles.md who may come here"


def test_every_row_is_of_an_address() -> None:
    known = addresses()
    assert [row for row in table() if not any(fnmatchcase(address, row) for address in known)] == []


@pytest.fixture
def client_of(db: None) -> Any:
    def make(role: str) -> Client:
        client = Client(
            headers={"sec-fetch-site": "same-origin", "host": "paper.example"}, raise_request_exception=False
        )
        if role != "nobody":
            person = Person.objects.create_user(f"{role}@paper.example", first_name=role)
            appoint(person, Role(role))
            client.force_login(person)
        return client

    return make


def _answer(client: Client, method: str, address: str) -> tuple[int, str]:
    """Asked without leaving a trace: in the database, among the cookies."""
    cookies = client.cookies.output()
    kept = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        answer = client.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies = kept
    return answer.status_code, answer.get("Location", "")


def said(address: str, status: int, location: str) -> str:
    """What an answer means for whoever asked. Wagtail sends those who may not come to its first page."""
    if 300 <= status < 400 and re.search(r"/(login|sign-in)/\?", location):
        return "sign in"
    if status == 404:
        return "nothing"
    turned_away = status == 302 and location == "/-/newsroom/" and not address.endswith("/login/")
    return "no" if status == 403 or turned_away else "yes"


@dataclass
class Things:
    """One of each kind of thing that addresses are about, by what stands for it in them."""

    story: int
    words: int
    ids: dict[str, Any]
    by_folder: dict[str, Any]

    def fill(self, address: str) -> str:
        folder = next((pk for name, pk in self.by_folder.items() if name in address), self.story)
        ids = {**self.ids, "pk": folder}
        if "/settings/" in address:
            ids |= {"app_name": "broadsheet", "model_name": "sitesettings"}
        if "/rules/" in address:
            ids |= {"name": "links", "list_id": self.words}
        return re.sub(r"<(\w+)>", lambda found: str(ids.get(found[1], 1)), address).replace("…", "nothing/here")


@pytest.fixture
def things(a_story: Any, a_comment: Any, bo: Any, dee: Any) -> Things:
    story = a_story()
    restriction = restrict(RestrictionType.NOTE, RestrictionTarget.PERSON, str(bo.pk), by=dee)
    revision = story.save_revision()
    other = a_comment(story, "Removed.", reader=Reader(guest="a" * 32))
    hide_comment(other)
    appealed = appeal(other, text="Why?", reader=Reader(guest="a" * 32))
    offer = request_correction(story, wrong="May", reader=Reader())
    comment = a_comment(story)
    flag(comment, Reader(guest="b" * 32))
    byline = Author.objects.create(name="Maren", slug="maren")
    section, tag = Section.objects.create(name="Port", slug="port"), Tag.objects.create(name="Sea", slug="sea")
    ids = {
        "story_id": story.pk,
        "comment_id": comment.pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "shift_id": add_shift(**_SHIFT, person=dee, by=dee).pk,
        "day_off_id": add_day_off(date(2030, 1, 1), None, dee).pk,
        "key": f"person-{bo.pk}",
        "restriction_id": restriction.pk,
        "how": "pin",
        "reason_id": reasons()[0].pk,
        "correction_id": offer.pk,
        "appeal_id": appealed.pk,
        "app_label": "broadsheet",
        "model_name": "story",
        "action": "delete",
        "what": "story",
        "about": story.pk,
        "name": "google",
    }
    by_folder = {
        "/corrections/": correct(story, "June.").pk,
        "/correction/": Correction.objects.get().pk,
        "/sections/": section.pk,
        "/section/": section.pk,
        "/authors/": byline.pk,
        "/author/": byline.pk,
        "/tags/": tag.pk,
        "/tag/": tag.pk,
        "/persons/": bo.pk,
        "/users/": bo.pk,
        "/groups/": Group.objects.get(name="Editors").pk,
        "/collections/": Collection.objects.get().pk,
    }
    words = WordList.objects.create(name="Rude", words="rude")
    return Things(story.pk, words.pk, ids, by_folder)


def found_for(client: Client, things: Things) -> dict[str, tuple[str, str, int, str]]:
    """By address: what it says to whoever asks, how it was asked, and what it answered."""
    found = {}
    for address in addresses():
        place, method = things.fill(address), "GET"
        status, location = _answer(client, method, place)
        if status == 405:
            method = "POST"
            status, location = _answer(client, method, place)
        found[address] = (said(address, status, location), method, status, location)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_the_table_is_true(role: str, client_of: Any, things: Things) -> None:
    """Whoever may not look may not act either."""
    cache.clear()
    client, rows = client_of(role), table()
    wrong: list[Any] = []
    for address, (found, method, status, location) in found_for(client, things).items():
        row = (row_of(address, rows) or [""])[0]
        if status >= 500 or rows.get(row, {}).get(role) != found:
            wrong.append((address, found, method, status, location))
        if found in {"no", "sign in"} and method == "GET":
            status, location = _answer(client, "POST", things.fill(address))
            if status < 400 and said(address, status, location) == "yes":
                wrong.append((address, "yes", "POST", status, location))
    assert wrong == [], "\n" + "\n".join(map(str, wrong))


def test_who_works_in_one_section_touches_no_story_of_another(client_of: Any, things: Things) -> None:
    for role in ("writer", "editor"):
        client = client_of(role)
        Person.objects.get(email=f"{role}@paper.example").sections.add(Section.objects.get())
        for address in addresses():
            if address.startswith("/-/newsroom/stories/") and "<pk>" in address:
                found = said(address, *_answer(client, "GET", things.fill(address)))
                posted = said(address, *_answer(client, "POST", things.fill(address)))
                assert (found, posted) == ("no", "no"), address
