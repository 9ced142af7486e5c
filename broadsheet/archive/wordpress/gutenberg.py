"""WordPress marks the blocks of a text with comments, `<!-- wp:embed {"url": …} -->`: what only those marks say."""

from __future__ import annotations

import json
import re
from html import escape

_MARK = re.compile(r"\s*(/?)wp:([a-z][a-z0-9/_-]*)\s*(.*?)\s*(/?)\s*\Z", re.DOTALL)
_SILENT = {"more", "spacer", "separator", "paragraph", "archives", "page-list"}


def is_blocks(html: str) -> bool:
    """Whether the text was written in WordPress's block editor, and so has its paragraphs already."""
    return "<!-- wp:" in html


def unwrap(html: str, notes: list[str]) -> str:
    """The markup without the marks: an embed block becomes a frame, blocks that WordPress fills itself are noted."""
    kept: list[str] = []
    made: dict[str, None] = {}
    place = 0
    while (start := html.find("<!--", place)) >= 0:
        kept.append(html[place:start])
        end = html.find("-->", start + 4)
        if end < 0:  # never closed: only its opening goes
            return "".join(kept) + html[start:].replace("<!--", "")
        place = end + 3
        found = _MARK.match(html[start + 4 : end]) if end - start < 100_000 else None
        if found:
            place = _pass(html, found, place, kept, made)
    if made:
        notes.append(f"blocks that WordPress fills itself are not kept: {', '.join(made)[:1000]}")
    return "".join(kept) + html[place:]


def _pass(html: str, found: re.Match[str], place: int, kept: list[str], made: dict[str, None]) -> int:
    """Deal with one mark, and say where to go on."""
    closing, name, words, alone = found.groups()
    name = name.removeprefix("core/")
    if alone and not closing:
        if name not in _SILENT:
            made[name] = None
    elif not closing and (name == "embed" or name.startswith("core-embed/")):
        url = _facts(words).get("url")
        end = html.find(f"<!-- /wp:{name} -->", place, place + 100_000)
        if isinstance(url, str) and url and url.isprintable() and end >= 0:
            kept.append(f'<iframe src="{escape(url)}"></iframe>{_caption(html[place:end])}')
            return end
    return place


def _facts(words: str) -> dict[str, object]:
    try:
        facts = json.loads(words) if words else {}
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _caption(html: str) -> str:
    start, end = html.find("<figcaption"), html.find("</figcaption>")
    inside = html[html.find(">", start) + 1 : end] if 0 <= start < end else ""
    return f"<p>{inside}</p>" if inside.strip() else ""
