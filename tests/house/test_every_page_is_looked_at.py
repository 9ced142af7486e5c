"""Every page that a browser can be shown has a place on the contact sheets, or a reason why not."""

from __future__ import annotations

import re
from fnmatch import filter as matching
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from broadsheet.comments import Contribution, take_in_comments
from broadsheet.mailroom.models import Subject
from broadsheet.people import Person, describe
from broadsheet.press.printing import all_addresses, compose
from broadsheet.press.sheets.page_frame import frame
from broadsheet.press.site_sheets import compose_site_sheet, every_site_address
from broadsheet.stories import Author, Byline, Section, Tag
from tests.contact_sheets.pages import E_MAILS, NOT_LOOKED_AT, PAGES
from tests.shell.test_roles import Things, addresses, client_of, things

pytestmark = pytest.mark.sqlite_is_enough  # it asks for rows by numbers that count from 1 in each test

__all__ = ["client_of", "things"]  # fixtures
PATTERNS = {page.pattern for page in PAGES}


def _is_page(client: Client, address: str) -> bool:
    """Whether a GET is answered with a page, be it one that refuses. Asked without leaving a trace."""
    kept = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        answer = client.get(address)
        transaction.set_rollback(True)
    client.cookies = kept
    return answer.status_code < 500 and b"<html" in getattr(answer, "content", b"")[:2000]


def _excused(found: set[str]) -> set[str]:
    return {one for one in found for glob in NOT_LOOKED_AT if fnmatchcase(one, glob)}


def _living(client_of: Any, things: Things) -> set[str]:
    """The patterns of the urlconf that answer an owner, or somebody who is not signed in, with a page."""
    cache.clear()
    clients = [client_of("owner"), client_of("nobody")]
    return {address for address in addresses() if any(_is_page(one, things.fill(address)) for one in clients)}


def test_every_living_page_has_a_place(client_of: Any, things: Things) -> None:
    found = _living(client_of, things)
    assert sorted(found - PATTERNS - _excused(found)) == [], "give them a place in tests/contact_sheets/pages.py"
    needless = [glob for glob in NOT_LOOKED_AT if glob.startswith("/-/") and not matching(found, glob)]
    assert needless == [], "no page is excused by these"


def test_every_living_place_is_of_an_address() -> None:
    """But those of what is not there."""
    living = {one for one in PATTERNS if one.startswith("/-/") and not one.endswith("/nothing/here/")}
    assert living - set(addresses()) == set()


@pytest.fixture
def prints(a_story: Any) -> set[str]:
    """What the press prints on a site with one of everything; the address of its story is `<story>`."""
    section, tag = Section.objects.create(name="Port", slug="port"), Tag.objects.create(name="Sea", slug="sea")
    stories = [a_story(f"Story {number}", section=section) for number in range(22)]
    stories[0].tags.add(tag)
    Byline.objects.create(story=stories[0], author=Author.objects.create(name="Maren", slug="maren"))
    person = Person.objects.create_user("ines@reader.example", confirmed=True)
    describe(person, name="Ines", website="", about="")
    rows = [Contribution(f"{number}", "Bo", "So.", "<p>So.</p>", timezone.now()) for number in range(120)]
    rows += [Contribution(f"below {n}", "Bo", "So.", "<p>So.</p>", timezone.now(), parent="0") for n in range(120)]
    rows += [Contribution("hers", "Ines", "So.", "<p>So.</p>", timezone.now(), person=person.pk)]
    take_in_comments(stories[0], rows)
    around = frame(1)
    own = {address for address in every_site_address() if address.endswith("/") and compose_site_sheet(address, around)}
    address = stories[0].address
    stories[0].refresh_from_db()
    of_story = {one for one in all_addresses(stories[0]) if one.endswith("/") and compose(stories[0], one, around)}
    return own | {one.replace(address, "<story>", 1) for one in of_story}


def test_every_printed_page_has_a_place(prints: set[str]) -> None:
    assert {"/page/2/", "/section/port/", "/person/1/", "<story>comments/oldest/2/"} <= prints
    places = [re.compile(re.sub(r"(?<!^)<\w+>", "[^/]+", one)) for one in PATTERNS if not one.startswith("/-/")]
    without = [one for one in prints - _excused(prints) if not any(place.fullmatch(one) for place in places)]
    assert without == [], "give them a place in tests/contact_sheets/pages.py"


def test_every_kind_of_e_mail_has_a_place() -> None:
    assert set(Subject.values) - set(E_MAILS) == set()
