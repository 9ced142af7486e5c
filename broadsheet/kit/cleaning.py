"""Allowlists. Cleaning is always the last step: nothing rewrites the markup after it."""

from __future__ import annotations

import re

import nh3

_SCHEMES = {"http", "https", "mailto"}
_SAFE_ADDRESS = re.compile(r"^(?:https?://|mailto:|/(?![/\\])|#)[^\x00-\x20\x7f<>\"\\]*$", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"^/(?![/\\])[^\x00-\x20\x7f<>\"\\]*$")

_COMMENT_TAGS = {"a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "s", "strong", "ul"}
_STORY_TAGS = _COMMENT_TAGS | {
    "abbr", "aside", "b", "caption", "cite", "col", "colgroup", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "var",
}  # fmt: skip
_STORY_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "blockquote": {"class"},
    "aside": {"class"},
    "footer": {"class"},
    "p": {"class"},
    "span": {"class"},
}
_STORY_CLASSES = {
    "aside": {"background"},
    "blockquote": {"quotation"},
    "footer": {"speaker"},
    "p": {"embed"},
    "span": {"caption", "credit"},
}


def _safe_address(tag: str, attribute: str, value: str) -> str | None:
    """Addresses keep their attribute only when nothing in them can be read two ways.

    A control character inside `java\\x03script:` makes it a relative address to the sanitiser; browsers should agree,
    but need not be asked. A picture comes from this site alone: a reader's browser asks no third party.
    """
    if attribute == "srcset":
        return value if all(_OWN_ADDRESS.match(part.split()[0]) for part in value.split(",") if part.split()) else None
    if attribute not in {"href", "src", "cite"}:
        return value
    value = value.strip()
    return value if (_OWN_ADDRESS if attribute == "src" else _SAFE_ADDRESS).match(value) else None


_COMMENT = nh3.Cleaner(
    tags=_COMMENT_TAGS,
    attributes={"a": {"href"}, "*": set()},  # without the last, every tag keeps `title` and `lang`
    url_schemes=_SCHEMES,
    link_rel="nofollow ugc noopener",
    attribute_filter=_safe_address,
    clean_content_tags={"script", "style"},
)
_STORY = nh3.Cleaner(
    tags=_STORY_TAGS,
    attributes={tag: names - {"class"} for tag, names in _STORY_ATTRIBUTES.items()},
    allowed_classes=_STORY_CLASSES,
    url_schemes=_SCHEMES,
    link_rel=None,
    attribute_filter=_safe_address,
    clean_content_tags={"script", "style"},
)


def clean_comment(html: str) -> str:
    """What a reader's comment may hold: emphasis, links, quotations, lists, code."""
    return _COMMENT.clean(html)


def clean_story(html: str) -> str:
    """What a story may hold besides: tables, figures, headings from the second level down."""
    return _STORY.clean(html)


def count_links(html: str) -> int:
    """How many links cleaned markup holds."""
    return html.count("<a ")
