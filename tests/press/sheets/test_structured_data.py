"""What machines read of a story's sheet: JSON-LD, policy, language versions, cards."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.utils.html import strip_tags
from lxml import html

from broadsheet.press import reprinting
from broadsheet.stories import Author

Sheet = Callable[[str], str]


def _structured(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(html.fromstring(page).xpath('//script[@type="application/ld+json"]')[0].text)
    return found


def test_comments_stand_under_what_they_answer(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    story = a_story()
    first = a_comment(story, "First")
    a_comment(story, "Reply", parent=first, name="Cleo")
    a_comment(story, "Second")
    reprinting.reprint(story)
    article = _structured(sheet(story.address))
    assert article["@type"] == "NewsArticle" and article["commentCount"] == 3
    one, two = article["comment"]
    assert one["text"] == "First" and two["text"] == "Second"
    assert one["comment"][0]["author"]["name"] == "Cleo"
    assert one["url"] == f"https://paper.example/-/comments/{first.pk}"


def test_no_words_end_the_script_element(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    evil = "</script><script>alert(1)</script><!-- &amp;"
    story = a_story(f"Headline {evil}", standfirst=evil)
    story.bylines.create(author=Author.objects.create(name=evil, slug="evil"))
    story.save()
    a_comment(story, evil, name="Bo </script>")
    reprinting.reprint(story)
    page = sheet(story.address)
    assert "alert(1)</script>" not in page
    article = _structured(page)
    assert article["headline"] == f"Headline {evil}"
    assert article["author"][0]["name"] == evil
    assert len(html.fromstring(page).xpath("//script")) == 2


def test_the_policy_allows_the_printed_style_and_no_other(a_story: Any, sheet: Sheet) -> None:
    story = a_story()
    reprinting.reprint(story)
    page = sheet(story.address)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert f"style-src 'sha256-{digest}';" in policy and "unsafe" not in policy and "default-src 'none'" in policy
    assert not re.search(r"\s(?:style|on\w+)=", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_the_sites_accent_is_in_the_style(a_story: Any, sheet: Sheet) -> None:
    from broadsheet.stories import site_settings

    ours = site_settings()
    ours.accent = "#123456"
    ours.save()
    story = a_story()
    reprinting.reprint(story)
    assert "--accent:#123456" in sheet(story.address)


def test_language_versions_name_each_other(a_story: Any, sheet: Sheet) -> None:
    english = a_story("Tram")
    russian = a_story("Трамвай", language="ru", translation_of=english)
    a_story("Трамвай-чернетка", language="uk", translation_of=english, published_at=None)
    for story in (english, russian):
        reprinting.reprint(story)
        tree = html.fromstring(sheet(story.address))
        found = {link.get("hreflang"): link.get("href") for link in tree.xpath("//head/link[@hreflang]")}
        first = f"https://paper.example{english.address}"
        assert found == {"en": first, "ru": f"https://paper.example{russian.address}", "x-default": first}
    assert "Русский" in sheet(english.address)


def test_a_page_speaks_its_storys_language(a_story: Any, sheet: Sheet) -> None:
    from datetime import UTC, datetime

    russian = a_story("Трамвай", language="ru", published_at=datetime(2026, 5, 3, 12, 0, tzinfo=UTC))
    arabic = a_story("ترام", language="ar")
    reprinting.reprint(russian)
    reprinting.reprint(arabic)
    assert '<html lang="ru" dir="ltr"' in sheet(russian.address) and "3 мая 2026" in sheet(russian.address)
    assert '<html lang="ar" dir="rtl"' in sheet(arabic.address)


def test_times_are_in_the_sites_zone(a_story: Any, sheet: Sheet) -> None:
    from datetime import UTC, datetime

    from broadsheet.stories import site_settings

    ours = site_settings()
    ours.time_zone = "Asia/Almaty"
    ours.save()
    story = a_story(published_at=datetime(2026, 5, 3, 21, 30, tzinfo=UTC))
    reprinting.reprint(story)
    assert "4 May 2026, 02:30" in strip_tags(sheet(story.address))
    assert 'datetime="2026-05-04T02:30:00+05:00"' in sheet(story.address)
