"""WordPress keeps text with bare newlines and makes paragraphs when it shows it; here they are made once."""

from __future__ import annotations

import re

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_HOLDING_PARAGRAPHS = {"article", "aside", "blockquote", "body", "div", "footer", "header", "main", "nav", "section"}
_HOLDING_LINES = {
    "address", "caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary",
    "td", "th",
}  # fmt: skip
_HOLDING_BLOCKS = {
    "colgroup", "details", "dl", "fieldset", "figure", "form", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_RAW = {"audio", "canvas", "iframe", "math", "object", "pre", "script", "style", "svg", "textarea", "video"}
_ALONE = {"hr"}
_NOT_DEEPER = {
    "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
}  # fmt: skip
_BLOCKS = _HOLDING_PARAGRAPHS | _HOLDING_LINES | _HOLDING_BLOCKS | _RAW | _ALONE


def paragraphs(html: str) -> str:
    """The markup with a paragraph for each run of text between blank lines, and a break for each single newline."""
    html = without_comments(html.replace("\r\n", "\n").replace("\r", "\n"))
    if "<" not in html:
        return _paragraphs(html)
    return _Walk().walk(_TAG.split(html))


def without_comments(html: str) -> str:
    """The markup without `<!-- … -->`; one that is never closed loses only its opening."""
    if "<!--" not in html:
        return html
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0:
        kept.append(html[place:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept) + html[start:].replace("<!--", "")
        place = end + 3
    return "".join(kept) + html[place:]


def depth_of(html: str) -> int:
    """At least as deep as the markup nests: reading it takes time that grows with the square of this."""
    deepest = depth = 0
    for closing, name in _NAME.findall(html):
        if name.lower() in _NOT_DEEPER:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Walk:
    """From tag to tag, keeping the run of text and inline tags that is to become paragraphs."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.run: list[str] = []
        self.open: list[str] = []

    def walk(self, tokens: list[str]) -> str:
        for place, token in enumerate(tokens):
            name = self._block_name(token) if place % 2 else ""
            if self.open and self.open[-1] in _RAW and not (name and name == self.open[-1] and token[1] == "/"):
                self.done.append(token)
            elif not name:
                self.run.append(token)
            else:
                self._flush()
                self.done.append(token)
                self._enter_or_leave(name, token)
        self._flush()
        return "".join(self.done)

    @staticmethod
    def _block_name(token: str) -> str:
        found = _NAME.match(token)
        name = found.group(2).lower() if found else ""
        return name if name in _BLOCKS else ""

    def _enter_or_leave(self, name: str, token: str) -> None:
        if token.startswith("</"):
            if name in self.open[-20:]:
                while self.open.pop() != name:
                    pass
        elif name not in _ALONE and not token.endswith("/>"):
            if self.open and self.open[-1] == "p":
                self.open.pop()
            self.open.append(name)

    def _flush(self) -> None:
        text, self.run = "".join(self.run), []
        inside = self.open[-1] if self.open else "body"
        if inside in _HOLDING_PARAGRAPHS:
            self.done.append(_paragraphs(text))
        elif inside in _HOLDING_BLOCKS:
            self.done.append(text.strip())
        else:
            self.done.append(_with_breaks(text.strip()))


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{_with_breaks(part.strip())}</p>" for part in _BLANK_LINE.split(text.strip()) if part.strip())


def _with_breaks(text: str) -> str:
    """Newlines as breaks, one for each that does not follow a break already."""
    return _BREAK.sub("\n", text).replace("\n", "<br>\n") if "\n" in text else text
