"""The blocks of a body as they are added, and what becomes of pictures and of what lives elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from broadsheet.archive.html_queries import joined
from broadsheet.archive.records import Block
from broadsheet.kit import clean_story

_ADDRESS_ALONE = re.compile(r"https?://[^\s<>\"]+")
_PARAGRAPH_OF_ADDRESS = re.compile(r"<p>\s*(?:<a [^<>]*>)?\s*(https?://[^\s<>\"]+)\s*(?:</a>)?\s*</p>\Z")
_BLANK = re.compile(r"(?:<[^>]*>|&nbsp;|\s)*\Z")
_YOUTUBE = re.compile(r"(https?:)?//(www\.)?youtube(-nocookie)?\.com/embed/([\w-]{6,20}).*")
_LAST_BREAKS = re.compile(r"(?:<br>\s*)+</p>\Z")
_IN_MEMORY = re.compile(r"(?i)\s*data:")

FindPicture = Callable[[str, str], int | None]  # address and the attachment's id, where known, to a photo's


@dataclass
class Blocks:
    """Gathers blocks. Running text waits in a flow until something else comes, and is one block then.

    `notes` gathers, in sentences, what readers will miss.
    """

    find_picture: FindPicture
    base: str = ""
    own_links: Callable[[str], str] = str
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._flow: list[str] = []
        self._noted: set[str] = set()

    def _note(self, sentence: str) -> None:
        if sentence not in self._noted:
            self._noted.add(sentence)
            self.notes.append(sentence)

    def _paragraph(self, html: str) -> None:
        cleaned = _LAST_BREAKS.sub("</p>", clean_story(html).strip())
        if _BLANK.match(cleaned):
            return
        if alone := _PARAGRAPH_OF_ADDRESS.match(cleaned):
            self._embed(unescape(alone.group(1)), "")
        else:
            self._flow.append(cleaned)

    def _end_flow(self) -> None:
        words = "\n".join(self._flow)
        self._flow.clear()
        if words:
            self.blocks.append({"type": "paragraph", "value": words})

    def _add(self, kind: str, value: Any) -> None:
        self._end_flow()
        self.blocks.append({"type": kind, "value": value})

    def _image(self, element: Any, caption: str) -> None:
        source = element.get("src") or element.get("data-src") or ""
        number = re.search(r"\bwp-image-(\d+)", element.get("class") or "")
        alt = " ".join((element.get("alt") or "").split())
        if _IN_MEMORY.match(source):
            self._note("a picture written into the text itself is not kept")
            return
        address = joined(self.base, source.strip()) if source else ""
        photo = self.find_picture(address, number.group(1) if number else "")
        if photo is not None:
            self._add("image", {"image": photo, "alt": alt[:300], "caption": caption, "credit": ""})
            return
        if address:
            self._note(f"a picture is not beside the export; a link stands in its place: {address}")
            self._embed(address, caption or alt)
        elif caption:
            self._paragraph(f"<p>{escape(caption)}</p>")

    def _frame(self, element: Any) -> None:
        source = element.get("src") or element.get("data") or ""
        if not source:
            source = next(
                (inner.get("src") or inner.get("value") or "" for inner in element.iter("source", "param")), ""
            )
        address = _YOUTUBE.sub(r"https://www.youtube.com/watch?v=\4", joined(self.base, source.strip()))
        if source and self._embed(address, " ".join((element.get("title") or "").split())):
            self._note(f"what was shown in place is a link now: {address}")
        else:
            self._note(f"<{element.tag}> without a usable address is not kept")

    def _embed(self, address: str, title: str) -> bool:
        if not _ADDRESS_ALONE.fullmatch(address):
            return False
        self._add("embed", {"url": address, "title": title[:255]})
        return True

    def _picture_link(self, element: Any) -> None:
        href = element.get("href") or ""
        if href and not re.search(r"(?i)\.(jpe?g|png|gif|webp|avif)([?#]|$)|attachment_id=|/attachment/", href):
            self._note(f"the link of a picture is not kept: {href}")
