"""The style sheet is small, and knows no left and no right."""

from __future__ import annotations

import re
from typing import Any

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


_RULES = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map((rule) => rule.cssText.replaceAll(', ', ','));
}"""  # a browser gives custom properties back as they were written, with the spaces after their commas


def test_a_browser_reads_the_same_rules_out_of_it_made_small(chromium: Any) -> None:
    page = chromium.new_page()
    written, printed = (page.evaluate(_RULES, css) for css in (SHEET.read_text(), small(SHEET.read_text())))
    page.close()
    assert len(written) == 9  # the order of the layers, and each layer
    assert printed == written
