"""Strangers' HTML to the blocks a story's body is made of."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from broadsheet.archive.bare_text import depth_of, paragraphs
from broadsheet.archive.block_builder import Blocks
from broadsheet.archive.html_queries import has, inside, joined, outer, remove, without_controls, words_of
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
_STANDING_ALONE = {
    *_FLOWING, *_MARKUP, *_FRAMES, *_DROPPED, *_SILENT, *_CONTAINERS, *_HEADINGS, "aside", "blockquote", "figure", "img", "p",
}  # fmt: skip


class Body(Blocks):
    """Builds one body out of markup."""

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
        inner.notes, inner._noted = self.notes, self._noted
        inner._children(element)
        inner._end_flow()
        for block in inner.blocks:
            if block["type"] == "paragraph":
                self._add("quotation", {"text": block["value"], "speaker": speaker})
                speaker = ""
            else:
                self._add(block["type"], block["value"])
        if speaker:
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
            if has(caption, "a"):
                self._note(f"the link of a caption is not kept: “{words[:80]}”")
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
