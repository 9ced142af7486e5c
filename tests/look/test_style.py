"""The style sheet is small, and knows no left and no right."""

from __future__ import annotations

import re

import brotli
from django.conf import settings

from broadsheet.press.sheets.stylesheet import small

SHEET = settings.PACKAGE / "static" / "broadsheet" / "style.css"
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right|top|bottom)\s*:|(?<![\w-])(?:min-|max-)?(?:width|height)\s*:(?![^{;]*\))"
)


def test_it_weighs_at_most_3300_bytes() -> None:
    assert len(brotli.compress(small(SHEET.read_text()).encode())) <= 3300


def test_it_names_no_side() -> None:
    sheet = re.sub(r"@media[^{]*", "", SHEET.read_text())
    assert _PHYSICAL.findall(sheet) == []
