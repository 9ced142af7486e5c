"""Readers' Markdown (emphasis, links, quotations, lists, code) to markup; everything else is text."""

from __future__ import annotations

import re

from django.utils.translation import gettext
from markdown_it import MarkdownIt

from broadsheet.kit.cleaning import clean_comment
from broadsheet.kit.refusals import Unfit

MOST_BYTES = 10_000
MOST_BRACKETS = 100
MOST_MARKS = 1000

_MARKS = re.compile(r"[*_~`<]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # all but tabs and new lines
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True, "maxNesting": 20})
    .disable(["heading", "lheading", "hr", "image", "html_block", "html_inline", "reference", "entity"])
    .enable("strikethrough")
)


def typeset(text: str) -> str:
    """Safe markup of a reader's text.

    Raises Unfit above 10,000 bytes, 100 opening brackets or 1,000 marks: a Markdown reader needs time that grows with the
    square of unclosed brackets, and much for whatever may begin or end emphasis, so they are counted before it is asked.
    """
    if len(text.encode()) > MOST_BYTES:
        raise Unfit(gettext("This is longer than 10,000 bytes. Please shorten it, or send it in two parts."))
    if text.count("[") > MOST_BRACKETS:
        raise Unfit(gettext("There are more than 100 opening brackets [ in this. Please take some out."))
    if len(_MARKS.findall(text)) > MOST_MARKS:
        raise Unfit(gettext("There are more than 1,000 of the characters * _ ~ ` < in this. Please take some out."))
    return clean_comment(_MARKDOWN.render(_CONTROLS.sub("", text))).strip()
