"""One word for one thing, and the one that the field has: none of the words that pages, e-mails and catalogues had before."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2] / "broadsheet"
FORMER = [
    r"\bmeasures? (on|in force)\b",
    r"\b(take|took) (a|this) measure",
    r"\bas the house\b|\bthe house\b",
    r"\b(a|another|every|no|the|this|our) letters?\b(?! (of|in|from))",
    r"\bmore letters\b",
    r"\b(your|only|this) ways? in\b",
    r"\bwhat you go by\b|\bit goes by\b",
    r"\bsheet %\(number\)s",
    r"\bdrawn at random\b",
    r"\bwell done\b",
    r"\bsomething wrong\b",
    r"\bliked by\b",
    r"\bno use any more\b|\bnot good any more\b",
    r"\bas the house does\b|\bset by itself\b|\bbegun and not published\b",
    r"\bheld under (your|this) address\b",
    r"\bchosen by the newsroom\b",
    r"\bthe sum that\b",
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))


@pytest.mark.parametrize("former", FORMER)
def test_no_page_or_email_says_it_any_more(former: str) -> None:
    assert TEMPLATES and CATALOGUES
    said = {str(path.relative_to(ROOT)): path.read_text() for path in TEMPLATES}
    for path in CATALOGUES:
        said[str(path.relative_to(ROOT))] = "\n".join(
            entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete
        )
    for where, text in said.items():
        found = re.search(former, text, re.IGNORECASE)
        assert not found, f"{where} says “{found[0]}”"


def test_every_catalogue_has_the_same_messages_and_all_are_translated() -> None:
    messages = {path: {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete} for path in CATALOGUES}
    first = next(iter(messages.values()))
    for path, found in messages.items():
        assert found == first, f"{path}: {found ^ first}"
        left = [entry.msgid for entry in polib.pofile(str(path)).untranslated_entries() if not entry.obsolete]
        assert not left, f"{path}: {left}"
