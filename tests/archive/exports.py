"""WordPress exports made for tests and benchmarks: any size, invented content."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{wp}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{wp}">
<channel>
<title>The Quay Courier</title><link>{base}</link><pubDate>Mon, 02 Feb 2026 10:00:00 +0000</pubDate>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{base}</wp:base_site_url><wp:base_blog_url>{base}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ada</wp:author_login>
<wp:author_email>ada@quay.example</wp:author_email><wp:author_display_name><![CDATA[Ada Harbour]]></wp:author_display_name>
</wp:author>
"""
TAIL = "</channel></rss>\n"
WP = "http://wordpress.org/export/1.2/"
BASE = "https://quay.example"
_WORDS = (
    "the", "harbour", "council", "voted", "late", "on", "a", "bridge", "that", "nobody", "had", "asked", "for", "and",
    "ferry", "owners", "said", "so", "loudly",
)  # fmt: skip
_MANY = random.Random(7).choices(_WORDS, k=5_000)


def export(*items: str, channel: str = "", wp: str = WP, base: str = BASE) -> str:
    """A whole export around the items."""
    return HEAD.format(wp=wp, base=base) + channel + "".join(items) + TAIL


def item(
    number: int = 1, *inner: str, title: str = "Bridge reopens", content: str = "Carts cross again.", **fields: str
) -> str:
    """One item; fields as in WXR without the prefix, `status="draft"`. One given as "-" is left out."""
    facts = {
        "post_id": str(number), "post_date": "2026-01-05 14:30:00", "post_date_gmt": "2026-01-05 12:30:00",
        "comment_status": "open", "post_name": f"story-{number}", "status": "publish", "post_parent": "0",
        "post_type": "post", "post_password": "", "is_sticky": "0",
    } | {name: value for name, value in fields.items() if name not in {"link", "creator", "excerpt", "guid"}}  # fmt: skip
    link = fields.get("link", f"{BASE}/2026/01/05/story-{number}/")
    tags = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in facts.items() if value != "-")
    return (
        f"<item><title>{cdata(title)}</title><link>{escape(link)}</link>"
        f"<dc:creator>{cdata(fields.get('creator', 'ada'))}</dc:creator>"
        f'<guid isPermaLink="false">{escape(fields.get("guid", f"{BASE}/?p={number}"))}</guid>'
        f"<content:encoded>{cdata(content)}</content:encoded>"
        f"<excerpt:encoded>{cdata(fields.get('excerpt', ''))}</excerpt:encoded>{tags}{''.join(inner)}</item>\n"
    )


def comment(number: int = 1, text: str = "Well said.", *inner: str, **fields: str) -> str:
    """One comment; fields as in WXR without `comment_`. One given as "-" is left out."""
    facts = {
        "id": str(number), "author": "Bo", "author_email": "bo@reader.example", "author_url": "",
        "author_IP": "203.0.113.9", "date": "2026-01-06 10:00:00", "date_gmt": "2026-01-06 08:00:00", "content": text,
        "approved": "1", "type": "comment", "parent": "0", "user_id": "0",
    } | fields  # fmt: skip
    tags = "".join(
        f"<wp:comment_{name}>{cdata(value)}</wp:comment_{name}>" for name, value in facts.items() if value != "-"
    )
    return f"<wp:comment>{tags}{''.join(inner)}</wp:comment>\n"


def meta(key: str, value: str, of: str = "post") -> str:
    return f"<wp:{of}meta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:{of}meta>"


def category(name: str, slug: str, domain: str = "category") -> str:
    return f'<category domain="{domain}" nicename="{escape(slug)}">{cdata(name)}</category>'


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def write_large(path: Path, *, stories: int, comments: int, words: int = 300, seed: int = 1) -> None:
    """An export of so many stories, each with so many comments, half of them replies."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(wp=WP, base=BASE))
        for part in _stories(random.Random(seed), stories, comments, words):
            file.write(part)
        file.write(TAIL)


def _stories(chance: random.Random, stories: int, comments: int, words: int) -> Iterator[str]:
    start, number = datetime(2020, 1, 1, 9), 0  # noqa: DTZ001 - written as WordPress does
    for story in range(1, stories + 1):
        when = start + timedelta(hours=story)
        said = []
        for place in range(comments):
            number += 1
            parent = str(number - chance.randint(1, min(place, 5))) if place and chance.random() < 0.5 else "0"
            at = str(when + timedelta(minutes=place))
            name = f"Reader {chance.randint(1, 999)}"
            said.append(comment(number, _prose(chance, 40), author=name, parent=parent, date_gmt=at, date=at))
        sections = category(f"Part {story % 7}", f"part-{story % 7}") + category(
            f"Tag {story % 50}", f"tag-{story % 50}", "post_tag"
        )
        yield item(
            story, sections, *said, title=_prose(chance, 8), content=_prose(chance, words), post_date=str(when),
            post_date_gmt=str(when), link=f"{BASE}/{when:%Y/%m/%d}/story-{story}/",
        )  # fmt: skip


def _prose(chance: random.Random, words: int) -> str:
    """So many words, roughly, in sentences and paragraphs, with a little markup."""
    said: list[str] = []
    while words > 0:
        length = min(words, chance.randint(8, 25))
        start = chance.randrange(len(_MANY) - 25)
        said.append(
            " ".join(_MANY[start : start + length]).capitalize()
            + chance.choice([". ", ".\n\n", ", <em>they said</em>.\n"])
        )
        words -= length
    return "".join(said).strip()
