"""Strangers' HTML to the blocks a story's body is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from broadsheet.archive.autop import depth_of, paragraphs
from broadsheet.archive.markup import has, inside, joined, outer, remove, without_controls, words_of
from broadsheet.archive.records import Block
from broadsheet.kit import clean_story

MOST_LEVELS = 100
_FLOWING = {"ul", "ol", "hr"}
_MARKUP = {"table", "pre", "dl"}
_FRAMES = {"iframe", "embed", "object", "video", "audio"}
_DROPPED = {"script", "form", "input", "select", "textarea", "canvas", "svg", "math", "applet", "marquee"}
_SILENT = {"style", "noscript", "template", "link", "meta", "title", "head", "param", "source", "track", "col"}
_CONTAINERS = {
    "address", "article", "body", "center", "details", "div", "dd", "dt", "fieldset", "figcaption", "footer", "header", "html", "li",
    "main", "nav", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_HEADINGS = {"h1": "2", "h2": "2", "h3": "3", "h4": "3", "h5": "3", "h6": "3"}
_STANDING_ALONE = (
    _FLOWING
    | _MARKUP
    | _FRAMES
    | _DROPPED
    | _SILENT
    | _CONTAINERS
    | set(_HEADINGS)
    | {"aside", "blockquote", "figure", "img", "p"}
)
_ADDRESS_ALONE = re.compile(r"https?://[^\s<>\"]+")
_YOUTUBE = re.compile(r"(https?:)?//(www\.)?youtube(-nocookie)?\.com/embed/([\w-]{6,20}).*")
_LAST_BREAKS = re.compile(r"(?:<br>\s*)+</p>\Z")
_IN_MEMORY = re.compile(r"(?i)\s*data:")

FindPicture = Callable[[str, str], int | None]  # address and the attachment's id, where known, to a photo's


@dataclass
class Body:
    """Builds one body. `notes` gathers, in sentences, what readers will miss."""

    find_picture: FindPicture
    base: str = ""
    own_links: Callable[[str], str] = str
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._flow: list[str] = []

    def build(self, html: str) -> list[Block]:
        """The blocks of the markup, each cleaned."""
        if depth_of(html) > MOST_LEVELS:
            self._note("markup nested more than a hundred deep; only its text is kept")
            html = paragraphs(escape(re.sub(r"<[^<>]*>", "", html)))
        parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(f"<div>{html}</div>", parser) if html.strip() else None
        if root is not None:
            self._prepare(root)
            self._children(root)
            self._end_flow()
        return self.blocks

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _prepare(self, root: Any) -> None:
        """Links into the old site become links within this one; styles are missed once."""
        for link in root.iter("a"):
            href = link.get("href")
            if href:
                link.set("href", self.own_links(without_controls(href.strip())))
        if next(root.iterfind(".//*[@style]"), None) is not None:
            self._note("colours, sizes and alignment set in the text are not kept")

    def _children(self, element: Any) -> None:
        """Runs of text and inline markup become paragraphs, everything else a block of its kind."""
        run = [escape(element.text or "", quote=False)]
        for child in element:
            if self._is_inline(child):
                run.append(etree.tostring(child, encoding="unicode", method="html", with_tail=False))
            else:
                self._end_run(run)
                self._one(child)
            run.append(escape(child.tail or "", quote=False))
        self._end_run(run)

    @staticmethod
    def _is_inline(element: Any) -> bool:
        return not any(inner.tag in _STANDING_ALONE for inner in element.iter())

    def _end_run(self, run: list[str]) -> None:
        words = "".join(run).strip()
        run.clear()
        if words:
            self._paragraph(f"<p>{words}</p>")

    def _one(self, element: Any) -> None:
        tag = element.tag
        if tag == "p" and not any(inner.tag in _STANDING_ALONE for inner in element.iterdescendants()):
            self._paragraph(outer(element))
        elif tag in _HEADINGS:
            self._heading(element)
        elif tag in _FLOWING and not has(element, "img", "figure", "table", "pre", *_FRAMES, *_DROPPED):
            self._flow.append(clean_story(outer(element)).strip())
        elif tag in _MARKUP:
            self._markup(element)
        elif tag in _FRAMES:
            self._frame(element)
        elif tag in _DROPPED:
            self._note(f"<{tag}> is not kept")
        elif tag not in _SILENT:
            self._holding(element)

    def _holding(self, element: Any) -> None:
        """Elements that hold blocks."""
        tag = element.tag
        if tag == "blockquote":
            self._quotation(element, "")
        elif tag == "figure":
            self._figure(element)
        elif tag == "img":
            self._image(element, "")
        elif tag == "aside" and not has(element, "img", "table", "blockquote", *_FRAMES, *_DROPPED):
            self._background(element)
        else:
            if tag == "a" and has(element, "img"):
                self._picture_link(element)
            self._children(element)

    def _picture_link(self, element: Any) -> None:
        href = element.get("href") or ""
        if href and not re.search(r"(?i)\.(jpe?g|png|gif|webp|avif)([?#]|$)|attachment_id=|/attachment/", href):
            self._note(f"the link of a picture is not kept: {href}")

    def _paragraph(self, html: str) -> None:
        cleaned = _LAST_BREAKS.sub("</p>", clean_story(html).strip())
        words = re.sub(r"<[^>]*>|&nbsp;|\s", "", cleaned)
        if not words:
            return
        if _ADDRESS_ALONE.fullmatch(words.replace("&amp;", "&")) and "<br" not in cleaned:
            self._embed(words.replace("&amp;", "&"), "")
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

    def _heading(self, element: Any) -> None:
        words = words_of(element)
        if words:
            if has(element, "a"):
                self._note(f"the link of a heading is not kept: “{words[:80]}”")
            self._add("heading", {"text": words, "level": _HEADINGS[element.tag]})
        for picture in element.iter("img"):
            self._image(picture, "")

    def _quotation(self, element: Any, speaker: str) -> None:
        for said_by in [*element.iter("cite"), *element.iter("footer"), *element.iter("figcaption")]:
            speaker = speaker or words_of(said_by)
            remove(said_by)
        inner = Body(self.find_picture, self.base, self.own_links)
        inner.notes = self.notes
        inner._children(element)
        inner._end_flow()
        for place, block in enumerate(inner.blocks):
            quoted = block["type"] == "paragraph"
            value = {"text": block["value"], "speaker": speaker if place == 0 else ""} if quoted else block["value"]
            self._add("quotation" if quoted else block["type"], value)
        if speaker and not any(block["type"] == "paragraph" for block in inner.blocks):
            self._paragraph(f"<p>{escape(speaker)}</p>")

    def _background(self, element: Any) -> None:
        title = next((inner for inner in element if inner.tag in _HEADINGS), None)
        words = words_of(title) if title is not None else ""
        if title is not None:
            remove(title)
        self._add("background", {"title": words, "text": clean_story(inside(element)).strip()})

    def _markup(self, element: Any) -> None:
        for picture in list(element.iter("img")):
            self._note(f"a picture inside a table is a link now: {picture.get('src') or ''}")
            picture.tag, picture.text = "a", without_controls(picture.get("alt") or picture.get("src") or "")
            picture.set("href", joined(self.base, picture.get("src") or ""))
        for lost in {inner.tag for inner in element.iter(*_DROPPED, *_FRAMES)}:
            self._note(f"<{lost}> is not kept")
        self._add("markup", clean_story(outer(element)).strip())

    def _figure(self, element: Any) -> None:
        caption = next((inner for inner in element if inner.tag == "figcaption"), None)
        words = words_of(caption) if caption is not None else ""
        if caption is not None:
            remove(caption)
        quotation, pictures = element.find(".//blockquote"), list(element.iter("img"))
        if quotation is not None:
            self._quotation(quotation, words)
        elif len(pictures) == 1 and not has(element, "table", *_FRAMES):
            for link in element.iter("a"):
                self._picture_link(link)
            self._image(pictures[0], words)
        else:
            self._children(element)
            if words:
                self._paragraph(f"<p>{escape(words)}</p>")

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
