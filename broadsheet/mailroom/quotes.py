"""Comments quoted inside an e-mail."""

from __future__ import annotations

import textwrap

_WIDTH = 72  # letters, as RFC 3676 §4.2 suggests
_SHORT = 280


def quoted(text: str) -> str:
    """As mail programs quote: every line after `> `."""
    lines = [
        line for part in text.splitlines() for line in (textwrap.wrap(part, _WIDTH, break_long_words=False) or [""])
    ]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def excerpt(text: str, most: int = _SHORT) -> str:
    """One paragraph of at most so many letters, cut at a word."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]} …"
