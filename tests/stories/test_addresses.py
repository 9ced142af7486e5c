"""Addresses, and what they leave behind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.stories.addresses import default_address, fit_address
from broadsheet.stories.models import FormerAddress, Story
from broadsheet.stories.moved_addresses import find_moved
from broadsheet.stories.publishing import publish, revise
from broadsheet.stories.settings_model import site_settings
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
EVE = datetime(2026, 4, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "address"),
    [
        ("Bridge reopens, at last!", "/2026/04/bridge-reopens-at-last/"),
        ("Мост открыт", "/2026/04/мост-открыт/"),
        ("Қазақ тілі", "/2026/04/қазақ-тілі/"),
        ("الجسر مفتوح", "/2026/04/الجسر-مفتوح/"),
        ("«?!»", "/2026/04/story/"),
        ("../../etc/passwd", "/2026/04/etcpasswd/"),
    ],
)
def test_a_headline_in_any_script_makes_an_address(headline: str, address: str) -> None:
    assert default_address(headline, EVE) == address
    fit_address(address)


def test_a_long_headline_is_cut_between_words() -> None:
    slug = default_address("слово " * 40, EVE).split("/")[3]
    assert slug.endswith("слово") and len(slug) <= 70


def test_the_month_is_the_newsrooms() -> None:
    ours = site_settings()
    ours.time_zone = "Asia/Almaty"
    ours.save()
    assert default_address("Eve", EVE) == "/2026/05/eve/"


def test_the_same_headline_twice_gets_a_number() -> None:
    first, second, third = (Story(headline="Same", published_at=EVE) for _ in range(3))
    for story in (first, second, third):
        publish(story)
    assert [second.address, third.address] == ["/2026/04/same-2/", "/2026/04/same-3/"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/-/newsroom/",
        "/section/news/",
        "/a/../b/",
        "/a//b/",
        "/a b/",
        "a/",
        "/a",
        "/a/thread/3/",
        "/a\\b/",
        "/x%2e/",
    ],
)
def test_a_story_does_not_stand_where_the_site_itself_does(address: str) -> None:
    with pytest.raises(ValidationError):
        publish(Story(headline="Here", address=address))


def test_a_changed_address_sends_readers_on(a_story: StoryMaker) -> None:
    story = a_story(address="/2026/05/мост/")
    story.address = "/2026/05/bridge/"
    revise(story)
    for asked in ("/2026/05/мост/", "/2026/05/мост", "/2026/05/%D0%BC%D0%BE%D1%81%D1%82/", "/2026/05/мост/?utm=1"):
        assert find_moved(asked) == "/2026/05/bridge/"
    assert find_moved("/2026/05/bridge/") is None


def test_a_story_that_moves_back_is_no_loop(a_story: StoryMaker) -> None:
    story = a_story(address="/a/")
    for address in ("/b/", "/a/"):
        story.address = address
        revise(story)
    assert (find_moved("/a/"), find_moved("/b/")) == (None, "/a/")


def test_a_former_address_is_given_to_no_other_story(a_story: StoryMaker) -> None:
    story = a_story(address="/once/")
    story.address = "/now/"
    revise(story)
    with pytest.raises(ValidationError, match="once stood"):
        publish(Story(headline="Other", address="/once/"))


def test_an_emptied_address_stays_as_printed(a_story: StoryMaker, ada: Any) -> None:
    story = a_story(address="/kept/")
    publish(story)
    story.address = ""
    revise(story)
    assert story.address == "/kept/"


@pytest.mark.parametrize("asked", ["/?p=12", "/?p=12&utm_source=x", "?p=12", "/?utm_source=x&p=12"])
def test_a_query_of_an_old_site_is_answered(a_story: StoryMaker, asked: str) -> None:
    FormerAddress.objects.create(path="/?p=12", story=a_story(address="/2026/05/bridge/"))
    assert find_moved(asked) == "/2026/05/bridge/"


def test_unknown_addresses_are_not_guessed(a_story: StoryMaker) -> None:
    a_story()
    assert [find_moved(path) for path in ("/", "/?p=13", "/nothing/", "/%ff/", "//evil.example/", "")] == [None] * 6


def test_a_former_front_moves_where_it_says() -> None:
    FormerAddress.objects.create(path="/category/news/", moved_to="/section/news/")
    assert find_moved("/category/news") == "/section/news/"


def test_a_forgotten_slash_is_put_back(a_story: StoryMaker) -> None:
    story = a_story()
    assert find_moved(story.address.rstrip("/")) == story.address


def test_the_former_address_of_a_withdrawn_story_leads_nowhere(a_story: StoryMaker) -> None:
    from broadsheet.stories.publishing import withdraw

    story = a_story(address="/b/")
    FormerAddress.objects.create(path="/a/", story=story)
    assert find_moved("/a/") == "/b/"
    withdraw(story)
    assert find_moved("/a/") is None
