"""What lies in the printed folder, and what never does."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client

from broadsheet import ledger
from broadsheet.comments import State
from broadsheet.kit import edition_of
from broadsheet.moderation import hide_comment
from broadsheet.press import reprinting, sheets
from broadsheet.press.printing import compose, printable, put
from broadsheet.press.sheets import frame, part_of
from broadsheet.press.snapshot import snapshot
from broadsheet.stories import Openness
from broadsheet.stories.comment_settings import change_discussion

Sheet = Callable[[str], str]
SECRET = "words nobody may read"


def _texts(printed: Path) -> dict[Path, str]:
    """Every printed text there is, notes and twins included."""
    found = {}
    for path in printed.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            content = brotli.decompress(content) if path.suffix == ".br" else content
            found[path] = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return found


def test_a_story_is_printed_with_its_compressed_twins(a_story: Any, a_comment: Any, printed: Path) -> None:
    story = a_story("Bridge reopens")
    a_comment(story, "At last!")
    reprinting.reprint(story)
    page = sheets.file_of(story.address)
    assert "Bridge reopens" in page.read_text() and "At last!" in page.read_text()
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()


def test_every_text_names_its_edition(a_story: Any, a_comment: Any, printed: Path, run: Callable[[], int]) -> None:
    story = a_story()
    a_comment(story)
    run()
    plain = [path for path in printed.rglob("*") if path.suffix in {".html", ".xml", ".atom", ".txt", ".svg"}]
    assert len(plain) > 10
    assert {path: edition_of(path) for path in plain} == dict.fromkeys(plain, ledger.latest())


@pytest.mark.parametrize("state", ["held", "spam", "removed"])
def test_what_is_not_published_is_printed_nowhere(
    a_story: Any, a_comment: Any, printed: Path, run: Callable[[], int], state: str
) -> None:
    story = a_story()
    above = a_comment(story, "Said by all means.")
    a_comment(story, SECRET, state=state, name="Nobody Known")
    a_comment(story, f"A reply: {SECRET}", state=state, parent=above, name="Nobody Known")
    run()
    reprinting.reprint_everything(processes=1)
    texts = _texts(printed)
    assert any("Said by all means." in text for text in texts.values())
    assert [path for path, text in texts.items() if SECRET in text or "Nobody Known" in text] == []


def test_a_comment_taken_back_leaves_the_print(
    a_story: Any, a_comment: Any, printed: Path, run: Callable[[], int], dee: Any
) -> None:
    story = a_story()
    comment = a_comment(story, SECRET)
    a_comment(story, "I must answer that.", parent=comment)
    run()
    assert SECRET in sheets.file_of(story.address).read_text()
    hide_comment(comment, by=dee, state=State.REMOVED)
    run()
    assert [path for path, text in _texts(printed).items() if SECRET in text] == []
    assert f'id="comment-{comment.pk}"' in sheets.file_of(story.address).read_text(), (
        "a tombstone keeps the reply in place"
    )


def test_a_stranger_and_a_moderator_get_the_same_bytes(
    a_story: Any, a_comment: Any, client: Client, dee: Any, sheet: Sheet
) -> None:
    story = a_story()
    a_comment(story)
    reprinting.reprint(story)
    as_stranger = client.get(f"/-/read/{story.pk}").content
    client.force_login(dee)
    assert client.get(f"/-/read/{story.pk}").content == as_stranger == sheet(story.address).encode()


def test_a_slow_press_never_puts_an_older_print_over_a_newer(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    story = a_story()
    with snapshot() as old:
        text = compose(story, story.address, frame(old))
    assert text
    a_comment(story, "Said meanwhile.")
    reprinting.reprint(story)
    assert put(story.address, text, old) is False
    assert "Said meanwhile." in sheet(story.address)


def test_a_press_that_died_between_two_renames_is_made_good(a_story: Any, a_comment: Any, printed: Path) -> None:
    story = a_story()
    reprinting.reprint(story)
    page = sheets.file_of(story.address)
    twin = page.with_name("index.html.br")
    older = twin.read_bytes()
    a_comment(story, "Said last.")
    reprinting.reprint(story)
    twin.write_bytes(older)  # as it lies after a death between the two
    reprinting.reprint(story)
    assert brotli.decompress(twin.read_bytes()) == page.read_bytes()


def test_a_slow_press_never_brings_back_what_was_taken_away(a_story: Any, sheet: Sheet) -> None:
    from broadsheet.stories.publishing import withdraw

    story = a_story()
    reprinting.reprint(story)
    with snapshot() as old:
        fresh = printable(story.pk)
        assert fresh
        text = compose(fresh, story.address, frame(old))
    withdraw(story)
    reprinting.run_once(at_once=True)
    assert sheet(story.address) == ""
    assert text
    assert put(story.address, text, old) is False
    assert sheet(story.address) == ""


def test_no_page_says_ago_or_carries_a_token(
    a_story: Any, a_comment: Any, printed: Path, run: Callable[[], int]
) -> None:
    a_comment(a_story())
    run()
    texts = {path: text for path, text in _texts(printed).items() if path.suffix != ".js"}
    assert len(texts) > 10
    assert [path for path, text in texts.items() if "csrf" in text.lower() or " ago<" in text] == []


def test_a_standing_page_that_takes_comments_prints_them(
    a_story: Any, a_comment: Any, run: Callable[[], int], sheet: Sheet
) -> None:
    contact = a_story("Contact", page=True, address="/contact/")
    a_comment(contact, "Your letter box is full.")
    run()
    assert "Your letter box is full." in sheet("/contact/")
    change_discussion(contact, Openness.CLOSED)
    run()
    assert "Your letter box is full." in sheet("/contact/")


def test_a_closed_standing_page_has_no_discussion_and_stands_on_no_front(
    a_story: Any, run: Callable[[], int], sheet: Sheet
) -> None:
    about = a_story("About us", page=True, address="/about/", discussion_is="closed")
    from broadsheet.stories.publishing import revise

    revise(about)
    run()
    assert "About us" in sheet("/about/") and "<form" not in sheet("/about/").replace('<form id="act"', "")
    assert "About us" not in sheet("/").partition("<footer")[0] and "About us" not in sheet("/atom.xml")
    assert "/about/" in sheet(part_of(about.pk))
