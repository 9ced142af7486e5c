"""WordPress shortcodes, `[caption]…[/caption]`, made into the markup they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_CODE = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]*)((?:\s(?:[^\[\]<>]|<[^<>]*>)*)?)/?\](\]?)")
_FACT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|(https?://[^\s"']+|[^\s"'=]+)""")
_MEDIA = ("src", "url", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "wav", "webm", "flv", "wmv")
_PICTURE = re.compile(r"(?:\s*<a\b[^<>]*>)?\s*<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_LINKING = {"audio", "embed", "video", "youtube", "vimeo", "soundcloud", "dailymotion", "tweet", "instagram", "wpvideo"}
_ENCLOSING = {
    "caption",
    "wp_caption",
    "embed",
    "audio",
    "video",
    "youtube",
    "vimeo",
    "soundcloud",
    "tweet",
    "instagram",
}

Gallery = Callable[[list[str]], list[str]]  # attachments named, or none for the story's own, to attachments


def expand(html: str, gallery: Gallery, notes: list[str]) -> str:
    """The markup with figures for captions and galleries and frames for what is embedded.

    Codes of plugins stay as the text that they are, and are noted.
    """
    if "[" not in html:
        return html
    kept: list[str] = []
    unknown: dict[str, None] = {}
    place = 0
    for found in _CODE.finditer(html):
        if found.start() < place:
            continue
        made, end = _one(html, found, gallery, unknown)
        if made is not None:
            kept += [html[place : found.start()], made]
            place = end
    if unknown:
        notes.append(f"shortcodes of plugins are kept as text: {', '.join(f'[{name}]' for name in unknown)[:1000]}")
    return "".join(kept) + html[place:]


def _one(html: str, found: re.Match[str], gallery: Gallery, unknown: dict[str, None]) -> tuple[str | None, int]:
    """What stands in place of a code, and where it ends; None leaves it."""
    escaped, closing, name, words, after = found.groups()
    name = name.lower()
    if escaped and after:
        return html[found.start() + 1 : found.end() - 1], found.end()
    facts = facts_of(words.rstrip("/"))
    inner, end = _inner(html, name, found.end() - len(after))
    if closing:
        return None, end
    if name in {"caption", "wp_caption"} and inner is not None:
        return _caption(facts, inner), end
    if name in {"gallery", "playlist"}:
        return _gallery(name, facts, gallery), end
    if name in _LINKING:
        return _frame(name, facts, inner), end
    if name == "nextpage":
        return "", end
    if "=" in words or f"[/{name}]" in html[end : end + 20_000]:
        unknown[name] = None
    return None, end


def _inner(html: str, name: str, start: int) -> tuple[str | None, int]:
    close = f"[/{name}]"
    end = html.find(close, start, start + 20_000) if name in _ENCLOSING else -1
    return (html[start:end], end + len(close)) if end >= 0 else (None, start)


def facts_of(words: str) -> dict[str, str]:
    """The facts of a code by name; what has no name is counted 0, 1, 2 …"""
    facts: dict[str, str] = {}
    for name, double, single, bare, quoted, word in _FACT.findall(unescape(words).replace("”", '"').replace("“", '"')):
        facts[name.lower() if name else str(len(facts))] = double or single or bare or quoted or word
    return facts


def _caption(facts: dict[str, str], inner: str) -> str:
    picture = _PICTURE.match(inner)
    shown, words = (picture.group(), inner[picture.end() :]) if picture else ("", inner)
    return (
        f"\n\n<figure>{shown}<figcaption>{words.strip() or escape(facts.get('caption', ''))}</figcaption></figure>\n\n"
    )


def _gallery(name: str, facts: dict[str, str], gallery: Gallery) -> str:
    named = re.findall(r"\d+", facts.get("ids") or facts.get("include") or "")
    if name == "playlist" and not named:
        return ""
    figures = [f'<figure><img class="wp-image-{number}"></figure>' for number in gallery(named)]
    return "\n\n" + "".join(figures) + "\n\n"


def _frame(name: str, facts: dict[str, str], inner: str | None) -> str | None:
    inside = (inner or "").strip()
    url = next((facts[key] for key in _MEDIA if facts.get(key)), "") or (inside if inside.startswith("http") else "")
    url = url or next((word for key, word in facts.items() if key.isdigit() and word.startswith("http")), "")
    return f'\n\n<iframe src="{escape(url)}"></iframe>\n\n' if url else None
