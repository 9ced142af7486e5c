"""Reading the words of the sample newspaper from its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

HERE = Path(__file__).parent
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_HEAD = re.compile(r"(-+) ([^|]+?) \| (\d+)(?: \| (\w+))?")

Block = dict[str, Any]


@dataclass
class Manuscript:
    """One story as it lies in its file: what stands above the line, and the blocks below it."""

    name: str
    fields: dict[str, str]
    body: list[Block]

    def listed(self, name: str) -> list[str]:
        return [part.strip() for part in self.fields.get(name, "").split(",") if part.strip()]


@dataclass
class Remark:
    """One comment as it lies in its file. `state` is empty, `held`, `removed` or `staff`."""

    name: str
    likes: int
    state: str
    text: str = ""
    replies: list[Remark] = field(default_factory=list)


def manuscripts() -> list[Manuscript]:
    """All stories, the oldest first, so that what is translated comes before its translation."""
    found = [_manuscript(path) for path in sorted((HERE / "stories").glob("*.md"))]
    return sorted(found, key=lambda one: -int(one.fields.get("hours_ago", "9999")))


def _manuscript(path: Path) -> Manuscript:
    above, _, below = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in above.splitlines())
    return Manuscript(path.stem, fields, list(_blocks(below.strip())))


def _blocks(text: str) -> Iterator[Block]:
    """The body's blocks: paragraphs and lists, `## ` headings, `> ` quotations with `>> ` speakers, `:::` boxes."""
    for part in re.split(r"\n\n(?=:::)|(?<=\n:::)\n\n", text):
        if part.startswith(":::"):
            title, _, inside = part.removeprefix(":::").removesuffix(":::").partition("\n")
            yield {"type": "background", "value": {"title": title.strip(), "text": _MARKDOWN.render(inside)}}
        else:
            yield from map(_block, filter(None, part.split("\n\n")))


def _block(text: str) -> Block:
    if text.startswith("## "):
        return {"type": "heading", "value": {"text": text[3:], "level": "2"}}
    if text.startswith("> "):
        words, _, speaker = text.partition("\n>> ")
        return {"type": "quotation", "value": {"text": _MARKDOWN.render(words[2:]), "speaker": speaker}}
    if text.startswith("|"):
        return {"type": "markup", "value": _MARKDOWN.render(text)}
    return {"type": "paragraph", "value": _MARKDOWN.render(text)}


def remarks(name: str) -> list[Remark]:
    """The discussion of a story: its first comments, each with its replies. `-- ` answers the last `- ` above it."""
    threads: list[Remark] = []
    above: list[Remark] = []
    for line in (HERE / "comments" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if head := _HEAD.fullmatch(line):
            depth = len(head[1])
            remark = Remark(head[2], int(head[3]), head[4] or "")
            (above[depth - 2].replies if depth > 1 else threads).append(remark)
            above[depth - 1 :] = [remark]
        else:
            above[-1].text += line.removeprefix("  ") + "\n"
    return threads
