"""What a page weighs on the wire. Bytes are no timings: the same on every machine."""

from __future__ import annotations

import random
from typing import Any

import pytest

from broadsheet.press import reprinting, sheets

WORDS = [
    "the",
    "harbour",
    "council",
    "met",
    "on",
    "tuesday",
    "and",
    "decided",
    "after",
    "three",
    "hours",
    "what",
    "had",
    "been",
    "plain",
    "for",
    "years",
    "old",
    "mole",
    "cannot",
    "be",
    "mended",
    "only",
    "built",
    "anew",
    "nobody",
    "yet",
    "knows",
    "who",
    "pays",
    "ferry",
    "late",
    "again",
    "wind",
    "from",
    "north",
    "east",
    "boats",
    "stay",
    "in",
    "market",
    "opens",
    "at",
    "six",
    "bread",
    "dearer",
    "than",
    "last",
    "winter",
    "school",
    "choir",
    "sings",
    "on",
    "saturday",
    "bring",
    "a",
    "coat",
    "library",
    "stays",
    "open",
    "until",
    "nine",
    "lantern",
    "keeper",
    "says",
    "light",
    "was",
    "never",
    "out",
    "engineer",
    "disagrees",
    "letter",
    "to",
    "editor",
    "found",
    "behind",
    "the",
    "clock",
    "herring",
    "cheap",
]


def _words(count: int, seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(count))


def _story(a_story: Any, comments: int, a_comment: Any) -> Any:
    paragraphs = [{"type": "paragraph", "value": f"<p>{_words(60, number)}.</p>"} for number in range(10)]
    story = a_story("What the council decided", standfirst=_words(20, 99), body=paragraphs)
    above = None
    for number in range(comments):
        above = a_comment(
            story, f"{_words(30, number)}.", name=f"Reader {number}", parent=above if number % 3 else None
        )
    return story


def _weight(story: Any) -> int:
    reprinting.reprint(story)
    return len(sheets.file_of(story.address).with_name("index.html.br").read_bytes())


@pytest.fixture
def everyone(db: None) -> None:
    from broadsheet.stories import site_settings

    ours = site_settings()
    ours.rule = "everyone"
    ours.save()


def test_600_words_and_20_comments_fit_in_11_000_bytes(a_story: Any, a_comment: Any, everyone: None) -> None:
    assert _weight(_story(a_story, 20, a_comment)) <= 11_000


def test_a_page_grows_by_a_fifth_at_most_however_long_its_discussion(
    a_story: Any, a_comment: Any, everyone: None
) -> None:
    short, long = _story(a_story, 10, a_comment), _story(a_story, 200, a_comment)
    assert _weight(long) <= 1.2 * _weight(short)


def test_in_a_hurry_a_page_still_fits(a_story: Any, a_comment: Any, everyone: None) -> None:
    from broadsheet.press.sheets import Care

    story = _story(a_story, 20, a_comment)
    reprinting.reprint(story, Care.QUICK)
    assert len(sheets.file_of(story.address).with_name("index.html.br").read_bytes()) <= 11_000
