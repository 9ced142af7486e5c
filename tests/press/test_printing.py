"""What lies in the printed folder after a story was printed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import brotli

from broadsheet import press


def test_a_story_is_printed_with_its_compressed_twins(a_story: Any, a_comment: Any, printed: Path) -> None:
    story = a_story("Bridge reopens")
    a_comment(story, "At last!")
    press.reprint(story)
    page = printed / story.address.strip("/") / "index.html"
    html = page.read_text()
    assert "Bridge reopens" in html and "At last!" in html
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
