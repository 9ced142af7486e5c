"""Feeds: well-formed, full text, absolute links, names that stay."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import pytest
from lxml import etree

from broadsheet.press.sheets import part_of
from broadsheet.stories import Author, Section

Sheet = Callable[[str], str]
ATOM = "{http://www.w3.org/2005/Atom}"
THREAD = "{http://purl.org/syndication/thread/1.0}"


@pytest.fixture
def story(a_story: Any) -> Any:
    story = a_story(
        "Bridge & <i>river</i>",
        standfirst="Carts & people \x0b again",
        section=Section.objects.create(name="City", slug="city"),
        copyright="The Town",
        body=[
            {"type": "paragraph", "value": '<p>See <a href="/archive/">the archive</a> and <a href="#x">below</a>.</p>'}
        ],
    )
    story.bylines.create(author=Author.objects.create(name="Ann Lee", slug="ann"))
    story.save()
    return story


@pytest.mark.parametrize("address", ["/feed.xml", "/atom.xml", "/section/city/feed.xml", "/section/city/atom.xml"])
def test_a_feed_carries_the_full_text(story: Any, run: Any, sheet: Sheet, address: str) -> None:
    run()
    etree.fromstring(sheet(address).encode())
    feed = feedparser.parse(sheet(address))
    assert not feed.bozo, feed.bozo_exception
    (entry,) = feed.entries
    assert entry.link == f"https://paper.example{story.address}"
    assert entry.id == f"tag:paper.example,2026:story/{story.pk}"
    assert entry.author == "Ann Lee"
    text = entry.content[0].value
    assert 'href="https://paper.example/archive/"' in text and f'href="https://paper.example{story.address}#x"' in text
    assert "© The Town" in text


def test_rss_has_dates_of_rfc_822(story: Any, run: Any, sheet: Sheet) -> None:
    run()
    tree = etree.fromstring(sheet("/feed.xml").encode())
    assert parsedate_to_datetime(tree.findtext("channel/item/pubDate") or "") == story.published_at.replace(
        microsecond=0
    )
    assert tree.find("channel/item/guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
    assert tree.findtext("channel/item/title") == "Bridge & <i>river</i>"


def test_the_feed_of_a_discussion_says_what_answers_what(story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    first = a_comment(story, "First & foremost")
    reply = a_comment(story, "Indeed", parent=first)
    run()
    tree = etree.fromstring(sheet(f"{story.address}comments.atom").encode())
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in tree.iter(f"{ATOM}entry")}
    answers = {name: entry.find(f"{THREAD}in-reply-to").get("ref") for name, entry in entries.items()}  # type: ignore[union-attr]
    tag = "tag:paper.example,2026:"
    assert answers == {
        f"{tag}comment/{reply.pk}": f"{tag}comment/{first.pk}",
        f"{tag}comment/{first.pk}": f"{tag}story/{story.pk}",
    }
    assert not feedparser.parse(sheet(f"{story.address}comments.atom")).bozo


def test_a_story_names_its_discussions_feed_and_count(story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    a_comment(story)
    run()
    tree = etree.fromstring(sheet("/atom.xml").encode())
    (replies,) = tree.xpath("//a:entry/a:link[@rel='replies']", namespaces={"a": ATOM[1:-1]})
    assert replies.get("href") == f"https://paper.example{story.address}comments.atom"
    assert replies.get(f"{THREAD}count") == "1"
    assert f'href="{story.address}comments.atom"' in sheet(story.address)


def test_the_sitemap_lists_every_story_with_its_last_change(story: Any, run: Any, sheet: Sheet) -> None:
    run()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = etree.fromstring(sheet("/sitemap.xml").encode())
    (part,) = index.xpath("//s:loc/text()", namespaces=space)
    listed = etree.fromstring(sheet(part.removeprefix("https://paper.example")).encode())
    assert listed.xpath("//s:loc/text()", namespaces=space) == [f"https://paper.example{story.address}"]
    assert listed.xpath("//s:lastmod/text()", namespaces=space) == [f"{story.published_at:%Y-%m-%dT%H:%M:%SZ}"]
    assert "Sitemap: https://paper.example/sitemap.xml" in sheet("/robots.txt")


def test_an_address_in_another_script_is_encoded_once(a_story: Any, run: Any, sheet: Sheet) -> None:
    story = a_story("Мост", address="/2026/05/мост/")
    run()
    encoded = "https://paper.example/2026/05/%D0%BC%D0%BE%D1%81%D1%82/"
    assert encoded in sheet(part_of(story.pk)) and encoded in sheet("/feed.xml")
    assert f'<link rel="canonical" href="{encoded}">' in sheet(story.address)
