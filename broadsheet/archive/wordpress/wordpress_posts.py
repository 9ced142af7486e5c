"""A WordPress post or page to a story or standing page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils import timezone

from broadsheet.archive.bare_text import paragraphs
from broadsheet.archive.html_blocks import Body
from broadsheet.archive.html_queries import unquoted
from broadsheet.archive.import_ids import short
from broadsheet.archive.old_addresses import old_path, usable
from broadsheet.archive.picture_files import Pictures
from broadsheet.archive.records import Block, PictureRecord, StoryRecord, TermRecord
from broadsheet.archive.staging import Staging
from broadsheet.archive.wordpress.first_pass import Fields, Metas, Site, named, plain
from broadsheet.archive.wordpress.gutenberg import is_blocks, unwrap
from broadsheet.archive.wordpress.shortcodes import expand
from broadsheet.archive.wordpress.site_times import mailed
from broadsheet.archive.xml_reader import text_of

LONGEST_HEADLINE = 250
_UNPRINTED = {
    "draft": "",
    "pending": "it waited for an editor there; it is a draft here",
    "private": "it is private; it is kept as a draft and not printed",
    "trash": "it was in the bin; it is kept as a draft",
}


@dataclass
class StoryReader:
    site: Site
    staging: Staging
    pictures: Pictures

    def compose(self, element: Any, item: Fields, metas: Metas) -> StoryRecord:
        """The record, without its discussion. What cannot come along is said in its notes."""
        notes: list[str] = []
        page = item.get("wp:post_type", "").strip() == "page"
        record = StoryRecord(foreign=short(item["wp:post_id"].strip()), page=page, headline="", notes=notes)
        record.body = self._body(item, notes)
        record.headline = self._headline(item, record.body, notes)
        record.standfirst = plain(item.get("excerpt:encoded", ""))
        record.language = self.site.language
        record.closed = item.get("wp:comment_status", "").strip().lower() == "closed"
        record.lead = self._lead(metas, notes)
        self._time(record, item, notes)
        self._authors(record, item)
        self._categories(record, element, notes)
        self._address(record, item, metas)
        self._rest(item, metas, notes)
        return record

    def _body(self, item: Fields, notes: list[str]) -> list[Block]:
        content = item.get("content:encoded", "").replace("\r\n", "\n").replace("\r", "\n")
        blocks = is_blocks(content)
        html = unwrap(content, notes) if blocks else content
        html = expand(html, lambda named: self._gallery(item, named), notes)
        body = Body(self.pictures.find, item.get("link", "").strip() or self.site.base, self._own_link)
        made = body.build(html if blocks else paragraphs(html))
        notes += body.notes
        return made

    def _gallery(self, item: Fields, named_ones: list[str]) -> list[str]:
        """The attachments that a gallery names; one that names none shows the post's own."""
        return named_ones or [one.foreign for one in self.staging.attached_to(item["wp:post_id"].strip())]

    def _own_link(self, link: str) -> str:
        """A link into the old site as a link within this one; files stay where they were."""
        try:
            there, here = urlsplit(link), urlsplit(self.site.base)
        except ValueError:
            return link
        if not there.hostname or there.hostname != here.hostname or "/wp-content/" in there.path:
            return link
        return there._replace(scheme="", netloc="", path=there.path or "/").geturl()

    def _headline(self, item: Fields, body: list[Block], notes: list[str]) -> str:
        headline = plain(item.get("title", ""))
        if not headline:
            words = plain(" ".join(str(block["value"]) for block in body if block["type"] == "paragraph")[:2000])
            headline = f"{words[:60].rpartition(' ')[0]} …" if len(words) > 60 else words or "Untitled"
            notes.append(f"it has no headline; it is “{headline}” now")
        if len(headline) > LONGEST_HEADLINE:
            notes.append(f"its headline was cut to {LONGEST_HEADLINE} characters; it was “{headline}”")
        return headline[:LONGEST_HEADLINE]

    def _lead(self, metas: Metas, notes: list[str]) -> int | None:
        number = metas.get("_thumbnail_id", "").strip()
        if not number or number in {"0", "-1"}:
            return None
        known = self.staging.picture(number)
        photo, reason = self.pictures.photo(known or PictureRecord(foreign=number, url=""))
        if photo is None:
            reason = reason if known else f"attachment {number[:40]} is not in the export"
            notes.append(f"its featured image is not kept: {reason}")
        return photo

    def _time(self, record: StoryRecord, item: Fields, notes: list[str]) -> None:
        status = item.get("wp:status", "").strip().lower()
        doubts: list[str] = []
        when = self.site.clock.moment(item.get("wp:post_date_gmt", ""), item.get("wp:post_date", ""), doubts)
        when = when or mailed(item.get("pubDate", ""))
        record.changed_at = self.site.clock.moment(
            item.get("wp:post_modified_gmt", ""), item.get("wp:post_modified", ""), []
        )
        record.published_at = when if status in {"publish", "private", "trash"} else None
        if item.get("wp:post_password", "").strip():
            notes.append("it asked for a password; it is kept as a draft and not printed")
        elif status == "publish":
            self._publish(record, when, doubts, notes)
        elif status == "future":
            self._schedule(record, when, doubts, notes)
        elif status not in _UNPRINTED:
            notes.append(f"its state “{status[:40]}” is unknown; it is kept as a draft")
        elif _UNPRINTED[status]:
            notes.append(_UNPRINTED[status])

    def _publish(self, record: StoryRecord, when: datetime | None, doubts: list[str], notes: list[str]) -> None:
        record.live = True
        notes += doubts
        if when is None:
            record.timeless, record.published_at = True, self.site.exported or timezone.now()
            notes.append("it has no time; it has that of the export now")

    @staticmethod
    def _schedule(record: StoryRecord, when: datetime | None, doubts: list[str], notes: list[str]) -> None:
        if when is None:
            notes.append("it was scheduled without a time; it is kept as a draft")
        elif when <= timezone.now():
            record.live, record.published_at = True, when
            notes += [*doubts, "its time has come since the export; it is published"]
        else:
            record.due = record.published_at = when
            notes += doubts

    def _authors(self, record: StoryRecord, item: Fields) -> None:
        login = plain(item.get("dc:creator", ""))
        if login:
            record.author = TermRecord(login[:200], self.site.authors.get(login) or login)

    def _categories(self, record: StoryRecord, element: Any, notes: list[str]) -> None:
        """The first category is the section, further ones are tags: sections have no sections here."""
        filed = _filings(element)
        sections = [one for (kind, _), one in filed.items() if kind == "category"]
        record.section = sections[0] if sections else None
        record.tags = [*sections[1:], *(one for (kind, _), one in filed.items() if kind == "post_tag")]
        for (kind, slug), one in filed.items():
            self.staging.use_term(kind, slug)
            if kind not in {"category", "post_tag"}:
                notes.append(f"its {kind[:40]} “{one.name[:80]}” is not kept")
        if len(sections) > 1:
            notes.append(f"further categories are tags now: {', '.join(one.name for one in sections[1:])}")

    def _address(self, record: StoryRecord, item: Fields, metas: Metas) -> None:
        """The path of its link is its address; every other address that led to it leads to it still."""
        path = old_path(item.get("link", ""))
        at_root = path.rstrip("/") == self.site.folder
        record.address = "" if at_root else usable(path)
        record.slug = unquoted(item.get("wp:post_name", "").strip())
        number = item["wp:post_id"].strip()
        asked = [f"{self.site.folder}/?p={number}"] + ([f"{self.site.folder}/?page_id={number}"] if record.page else [])
        asked += [f"{self.site.folder}/?{query}" for query in _queries(item)]
        if not at_root and path != record.address:
            asked.append(path)
        if record.address:
            above = record.address.rstrip("/").rpartition("/")[0]
            asked += [f"{above}/{unquoted(old)}/" for old in metas.get("_wp_old_slug", "").split()]
        record.former = [one for one in dict.fromkeys(asked) if one.startswith("/") and one.strip("/")]

    @staticmethod
    def _rest(item: Fields, metas: Metas, notes: list[str]) -> None:
        if item.get("wp:is_sticky", "").strip() == "1":
            notes.append("it was kept at the top of the front; that is not kept")
        own = [key for key in metas if key and not key.startswith("_")]
        if own:
            notes.append(f"custom fields are not kept: {', '.join(own)[:300]}")


def _queries(item: Fields) -> list[str]:
    """`p=12` and `page_id=12`, as far as link and guid have them."""
    found = []
    for text in (item.get("link", ""), unescape(item.get("guid", ""))):
        try:
            asked = parse_qs(urlsplit(text.strip()).query)
        except ValueError:
            continue
        found += [
            f"{key}={asked[key][0]}" for key in ("p", "page_id") if re.fullmatch(r"\d{1,20}", asked.get(key, [""])[0])
        ]
    return found


def _filings(element: Any) -> dict[tuple[str, str], TermRecord]:
    """What an item is filed under, by kind and slug. WXR 1.0 names each twice, once without kind and slug."""
    found = [
        (child.get("domain"), unquoted((child.get("nicename") or "").strip()), plain(text_of(child)))
        for child in element
        if named(child.tag) == "category"
    ]
    of_a_kind = {name for kind, _, name in found if kind is not None}
    filed: dict[tuple[str, str], TermRecord] = {}
    for kind, slug, name in found:
        if (slug or name) and not (kind is None and name in of_a_kind):
            kind = {None: "category", "tag": "post_tag"}.get(kind, kind)
            filed.setdefault((kind, slug or name), TermRecord(slug or name, name or slug))
    return filed
