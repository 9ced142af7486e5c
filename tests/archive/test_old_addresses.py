"""Old addresses answer: the same, or sent on."""

from __future__ import annotations

import pytest

from broadsheet.stories import Author, Story, find_moved
from tests.archive.conftest import Take, reasons
from tests.archive.exports import BASE, category, export, item, meta


def taken_at(link: str, **fields: str) -> str:
    return item(1, link=link, **fields)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (f"{BASE}/2026/01/05/bridge/", "/2026/01/05/bridge/"),
        ("http://www.quay.example/2026/bridge", "/2026/bridge/"),
        (f"{BASE}/news/%D0%BC%D0%BE%D1%81%D1%82/", "/news/мост/"),
        (f"{BASE}/bridge.html", "/bridge/"),
        (f"{BASE}//twice//slashed/", "/twice/slashed/"),
    ],
)
def test_the_path_stays_the_address(take: Take, link: str, address: str) -> None:
    take(export(taken_at(link)))
    assert Story.objects.get().address == address
    assert find_moved("/?p=1") == address


@pytest.mark.parametrize(
    "link", [f"{BASE}/?p=1", "", f"{BASE}/", f"{BASE}/tag/x/", f"{BASE}/-/newsroom/", "http://[", f"{BASE}/../x/"]
)
def test_an_address_that_cannot_be_kept_is_made_anew_and_reported(take: Take, link: str) -> None:
    report = take(export(taken_at(link)))
    assert Story.objects.get().address == "/2026/01/story-1/"
    assert "stands at /2026/01/story-1/ now" in reasons(report, "story", 1)
    assert find_moved("/?p=1") == "/2026/01/story-1/"


def test_two_stories_at_one_address_both_answer(take: Take) -> None:
    report = take(export(item(1, link=f"{BASE}/a/"), item(2, link=f"{BASE}/a/")))
    assert set(Story.objects.values_list("address", flat=True)) == {"/a/", "/2026/01/story-2/"}
    assert "another story stands at /a/" in reasons(report, "story", 2)
    assert find_moved("/?p=2") == "/2026/01/story-2/"


def test_pages_old_slugs_and_feeds_are_sent_on(take: Take) -> None:
    take(
        export(
            item(1, meta("_wp_old_slug", "span")),
            item(2, post_type="page", link=f"{BASE}/about/", guid=f"{BASE}/?page_id=2"),
        )
    )
    assert find_moved("/2026/01/05/span/") == "/2026/01/05/story-1/"
    assert find_moved("/?page_id=2") == "/about/"
    assert find_moved("/2026/01/05/story-1/feed/") == "/2026/01/05/story-1/comments.atom"
    assert find_moved("/feed/") == "/feed.xml"
    assert find_moved("/2026/01/") == "/archive/2026/01/"


def test_categories_tags_and_authors_are_sent_on(take: Take) -> None:
    filed = category("News", "news"), category("Port", "port"), category("Boats", "boats", "post_tag")
    take(export(item(1, *filed, creator="Ada H")))
    assert find_moved("/category/news/") == "/section/news/"
    assert find_moved("/category/news/feed/") == "/section/news/feed.xml"
    assert find_moved("/category/port/") == "/tag/port/"
    assert find_moved("/author/Ada H/") == "/author/ada-h/"


def test_an_author_whose_address_stays_is_sent_nowhere(take: Take) -> None:
    take(export(item(1)))
    assert Author.objects.get().slug == "ada"
    assert find_moved("/author/ada/") is None


def test_a_site_below_a_folder_keeps_it(take: Take) -> None:
    base = f"{BASE}/blog"
    take(export(item(1, link=f"{base}/bridge/"), item(2, link=f"{base}/"), base=base))
    assert set(Story.objects.values_list("address", flat=True)) == {"/blog/bridge/", "/2026/01/story-2/"}
    assert find_moved("/blog/?p=1") == "/blog/bridge/"
    assert find_moved("/blog/feed/") == "/feed.xml"


def test_nothing_leads_to_what_is_not_printed(take: Take) -> None:
    take(export(item(1, status="private", link=f"{BASE}/secret-plan/")))
    assert not Story.objects.get().live
    assert find_moved("/?p=1") is None
    assert find_moved("/secret-plan/feed/") is None
