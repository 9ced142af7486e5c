"""Fronts and the archive: order, pages, what stands where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html

from broadsheet.press.sheets.front_pages import ON_FIRST, ON_FURTHER, pages_of
from broadsheet.stories import Author, Section, Story

Sheet = Callable[[str], str]
BEGIN = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def many(a_story: Any) -> list[Story]:
    """Forty-five stories, the first the newest."""
    city = Section.objects.create(name="City", slug="city")
    return [
        a_story(f"Story number {number}.", section=city, published_at=BEGIN - timedelta(days=number))
        for number in range(45)
    ]


def _headlines(page: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in html.fromstring(page).xpath("//article//h2")]


@pytest.mark.parametrize(
    ("stories", "pages"), [(0, 1), (1, 1), (ON_FIRST, 1), (ON_FIRST + 1, 2), (ON_FIRST + ON_FURTHER + 1, 3)]
)
def test_pages_hold_so_many_stories(stories: int, pages: int) -> None:
    assert pages_of(stories) == pages


def test_every_story_stands_once_on_the_pages_of_a_front(many: list[Story], run: Any, sheet: Sheet) -> None:
    run()
    for front in ("/", "/section/city/"):
        listed = [headline for page in ("", "page/2/", "page/3/") for headline in _headlines(sheet(front + page))]
        assert listed == [story.headline for story in many]
        assert sheet(f"{front}page/4/") == ""
        assert f'rel="next" href="{front}page/2/"' in sheet(front)
        assert f'rel="prev" href="{front}"' in sheet(f"{front}page/2/")


def test_the_newest_leads_and_two_are_second(many: list[Story], run: Any, sheet: Sheet) -> None:
    run()
    tree = html.fromstring(sheet("/"))
    assert tree.xpath('//article[contains(@class, "lead")]//h2')[0].text_content() == "Story number 0."
    assert len(tree.xpath('//article[contains(@class, "second")]')) == 2


def test_every_kind_of_page_has_one_h1(many: list[Story], a_comment: Any, run: Any, sheet: Sheet) -> None:
    for number in range(30):
        a_comment(many[0], f"Comment {number}")
    run()
    own = many[0].address
    kinds = ["/", "/page/2/", "/section/city/", "/archive/", "/archive/2026/", "/archive/2026/05/", "/404.html", own]
    for address in [*kinds, f"{own}comments/newest/", f"{own}comments/oldest/1/"]:
        assert len(html.fromstring(sheet(address)).xpath("//h1")) == 1, address
        assert len(html.fromstring(sheet(address)).xpath("//main")) == 1, address


def test_a_new_comment_changes_the_count_on_the_page_where_the_story_stands(
    many: list[Story], a_comment: Any, run: Any, sheet: Sheet
) -> None:
    run()
    a_comment(many[30])
    run()
    assert "1 comment" in sheet("/page/2/") and "1 comment" in sheet("/section/city/page/2/")
    assert "1 comment" not in sheet("/")


def test_the_archive_lists_months_in_the_sites_zone(a_story: Any, run: Any, sheet: Sheet) -> None:
    from broadsheet.stories import site_settings

    ours = site_settings()
    ours.time_zone = "Asia/Almaty"
    ours.save()
    a_story("Late in April elsewhere", published_at=datetime(2026, 4, 30, 22, 0, tzinfo=UTC))
    run()
    assert "Late in April elsewhere" in sheet("/archive/2026/05/")
    assert sheet("/archive/2026/04/") == ""
    assert 'href="/archive/2026/05/"' in sheet("/archive/") and 'href="/archive/2026/05/"' in sheet("/archive/2026/")


def test_an_author_has_a_front_with_what_is_said_about_them(a_story: Any, run: Any, sheet: Sheet) -> None:
    story = a_story()
    story.bylines.create(author=Author.objects.create(name="Ann Lee", slug="ann", about="Writes of bridges."))
    story.save()
    run()
    assert "Writes of bridges." in sheet("/author/ann/") and "Bridge reopens" in sheet("/author/ann/")


def test_an_empty_paper_has_a_front(db: None, run: Any, sheet: Sheet) -> None:
    run()
    assert "No stories yet." in sheet("/")


def test_a_story_in_another_language_says_so_on_the_front(a_story: Any, run: Any, sheet: Sheet) -> None:
    a_story("ترام", language="ar")
    run()
    assert '<article class="card lead h-entry" lang="ar" dir="rtl">' in sheet("/")
