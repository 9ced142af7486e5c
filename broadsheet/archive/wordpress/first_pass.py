"""The first reading of a WordPress export: is it whole, whose is it, and what will the second reading need to know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.archive.html_queries import unquoted
from broadsheet.archive.records import PictureRecord, TakeInError
from broadsheet.archive.staging import Staging
from broadsheet.archive.wordpress.php_serialized import unserialize
from broadsheet.archive.wordpress.site_times import Clock, mailed
from broadsheet.archive.xml_reader import elements, text_of
from broadsheet.stories import LANGUAGES, site_settings

_WORDPRESS = re.compile(r"https?://wordpress\.org/export/1\.\d{1,2}/(excerpt/)?\Z")
_OTHERS = {"http://purl.org/rss/1.0/modules/content/": "content", "http://purl.org/dc/elements/1.1/": "dc"}
_VERSION = re.compile(r"1\.\d{1,2}")
_CHANNEL = {"pubDate", "title", "link", "language", "wp:base_blog_url", "wp:base_site_url"}
_TERMS = {"wp:category", "wp:tag", "wp:term"}
WANTED = dict.fromkeys({"item", "wp:author", "wp:wxr_version", *_TERMS, *_CHANNEL}, "channel") | {"wp:comment": "item"}

Fields = dict[str, str]
Metas = dict[str, str]


@lru_cache(maxsize=10_000)
def named(tag: str) -> str:
    """`{https://wordpress.org/export/1.2/}post_id` is `wp:post_id`, whichever version and spelling the file uses."""
    if not tag.startswith("{"):
        return tag
    space, _, local = tag[1:].partition("}")
    if found := _WORDPRESS.match(space):
        return f"{'excerpt' if found.group(1) else 'wp'}:{local}"
    return f"{_OTHERS.get(space, 'other')}:{local}"


@dataclass
class Site:
    """What holds for the whole export."""

    clock: Clock
    base: str = ""
    title: str = ""
    language: str = ""
    version: str = ""
    items: int = 0
    comments: int = 0
    authors: dict[str, str] = field(default_factory=dict)  # login to name
    unknown_language: str = ""
    exported: datetime | None = None

    @property
    def origin(self) -> str:
        """The same for every export of one site, so that a second one is known for what it is."""
        place = re.sub(r"^https?://", "", self.base.strip().rstrip("/")).lower()
        return f"wordpress {f'https://{place}' if place else self.title or 'unknown'}"[:300]

    @property
    def folder(self) -> str:
        """The path below which the old site stood, without the last slash; mostly empty."""
        try:
            return urlsplit(self.base).path.rstrip("/")
        except ValueError:
            return ""


def survey(path: Path, staging: Staging, progress: Callable[[int], None] | None) -> Site:
    """Read all of the file once. Raises TakeInError with a sentence for anything that is no whole WordPress export."""
    site = Site(Clock(site_settings().time_zone))
    root = ""
    for name, element in elements(path, named, WANTED, progress):
        root = root or _root(path, element)
        _note_down(site, staging, name, element)
    if not site.version:
        raise TakeInError(f"{path.name} is XML, but no WordPress export: it does not say its version (wp:wxr_version).")
    if not _VERSION.fullmatch(site.version):
        raise TakeInError(
            f"{path.name} says it is of version “{site.version[:40]}”. Versions 1.0, 1.1 and 1.2 can be taken in."
        )
    spoken = re.split(r"[-_]", site.language.strip().lower())[0]
    site.unknown_language = "" if not spoken or spoken in LANGUAGES else site.language.strip()
    site.language = spoken if spoken in LANGUAGES else site_settings().language
    return site


def _root(path: Path, element: Any) -> str:
    root = named(element.getroottree().getroot().tag)
    if root != "rss":
        raise TakeInError(f"{path.name} is XML, but no WordPress export: it begins with <{root[:40]}>, not <rss>.")
    return root


def _note_down(site: Site, staging: Staging, name: str, element: Any) -> None:
    if name == "item":
        _note_item(site, staging, element)
    elif name == "wp:comment":
        site.comments += 1
    elif name == "wp:wxr_version":
        site.version = site.version or text_of(element).strip()
    elif name == "wp:author":
        author = fields_of(element)
        if login := author.get("wp:author_login", "").strip():
            site.authors.setdefault(login, plain(author.get("wp:author_display_name", "")) or login)
    elif name in _TERMS:
        _note_term(staging, name, fields_of(element))
    else:
        _note_channel(site, name, text_of(element).strip())


def _note_channel(site: Site, name: str, text: str) -> None:
    if name == "wp:base_blog_url":
        site.base = text or site.base
    elif name in {"link", "wp:base_site_url"}:
        site.base = site.base or text
    elif name == "title":
        site.title = site.title or text
    elif name == "pubDate":
        site.exported = site.exported or mailed(text)
    else:
        site.language = site.language or text


def _note_term(staging: Staging, name: str, term: Fields) -> None:
    if name == "wp:category":
        staging.keep_term("category", _slug(term, "wp:category_nicename"), plain(term.get("wp:cat_name", "")))
    elif name == "wp:tag":
        staging.keep_term("post_tag", _slug(term, "wp:tag_slug"), plain(term.get("wp:tag_name", "")))
    else:
        kind = term.get("wp:term_taxonomy", "").strip() or "unknown"
        staging.keep_term(kind, _slug(term, "wp:term_slug"), plain(term.get("wp:term_name", "")))


def _slug(term: Fields, name: str) -> str:
    return unquoted(term.get(name, "").strip())


def _note_item(site: Site, staging: Staging, element: Any) -> None:
    item, metas = fields_of(element), metas_of(element, "wp:postmeta")
    site.items += 1
    site.clock.learn(item.get("wp:post_date_gmt", ""), item.get("wp:post_date", ""))
    if item.get("wp:post_type", "").strip() == "attachment" and item.get("wp:post_id", "").strip():
        staging.keep_picture(_attachment(item, metas))


def _attachment(item: Fields, metas: Metas) -> PictureRecord:
    known = unserialize(metas.get("_wp_attachment_metadata", ""))
    about = known.get("image_meta") if isinstance(known, dict) else None
    about = about if isinstance(about, dict) else {}
    return PictureRecord(
        foreign=item["wp:post_id"].strip()[:200],
        url=(item.get("wp:attachment_url") or item.get("guid", "")).strip(),
        parent=item.get("wp:post_parent", "").strip(),
        title=plain(item.get("title", "")),
        alt=plain(metas.get("_wp_attachment_image_alt", "")),
        caption=plain(item.get("excerpt:encoded", "")) or plain(str(about.get("caption") or "")),
        credit=plain(str(about.get("credit") or about.get("copyright") or "")),
        link=item.get("link", "").strip(),
    )


def fields_of(element: Any) -> Fields:
    """The texts of an element's children by name; of two with one name the first counts."""
    fields: Fields = {}
    for child in element:
        fields.setdefault(named(child.tag), text_of(child))
    return fields


def metas_of(element: Any, name: str) -> Metas:
    """The meta values of an item or a comment by key, the first where a key comes twice."""
    metas: Metas = {}
    for child in element:
        if named(child.tag) == name:
            meta = fields_of(child)
            metas.setdefault(meta.get("wp:meta_key", "").strip(), meta.get("wp:meta_value", ""))
    return metas


def plain(html: str) -> str:
    """Text without markup, on one line."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html) if "<" in html else html).split())
