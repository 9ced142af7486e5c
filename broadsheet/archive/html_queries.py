"""Small questions asked of parsed HTML."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import unquote, urljoin

from lxml import etree

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text without what neither XML nor every database can hold."""
    return _CONTROL.sub("", text)


def unquoted(text: str) -> str:
    """`%d0%bc` as the letters it stands for."""
    return without_controls(unquote(text))


def joined(base: str, address: str) -> str:
    """The whole address of what a page at `base` points to; empty where it makes no sense."""
    try:
        return without_controls(urljoin(base, address))
    except ValueError:
        return ""


def has(element: Any, *tags: str) -> bool:
    """Whether any of these stands inside."""
    return next(element.iterdescendants(*tags), None) is not None


def outer(element: Any) -> str:
    """The markup of an element, without the text that follows it."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def inside(element: Any) -> str:
    """The markup inside an element."""
    return escape(element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )


def words_of(element: Any) -> str:
    """All text inside, on one line."""
    return " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())


def remove(element: Any) -> None:
    """Take an element out, and leave the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
