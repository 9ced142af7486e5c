"""The further sheets of a discussion, as they lie in the folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from broadsheet.comments.threads import where
from broadsheet.press import reprinting, sheets
from broadsheet.stories import site_settings

Sheet = Callable[[str], str]


@pytest.fixture(autouse=True)
def everyone(db: None) -> None:
    ours = site_settings()
    ours.rule = "everyone"
    ours.save()


def _ids(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'id="comment-(\d+)"', page)]


def test_every_comment_stands_where_its_permalink_leads(a_story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    story = a_story()
    top = a_comment(story, "The longest thread")
    comments = [top, *(a_comment(story, f"Reply {number}", parent=top) for number in range(12))]
    comments += [a_comment(story, f"Thread {number}") for number in range(40)]
    run()
    for comment in comments:
        address, _, anchor = where(comment).partition("#")
        assert f'id="{anchor}"' in sheet(address), address


def test_what_is_linked_is_printed(a_story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    story = a_story()
    top = a_comment(story, "The longest thread")
    for number in range(12):
        a_comment(story, f"Reply {number}", parent=top)
    for number in range(60):
        a_comment(story, f"Thread {number}")
    run()
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        assert sheet(address), f"{address} is linked but not printed"
        if not address.endswith("/"):
            continue
        tree = html.fromstring(sheet(address))
        links = {link.partition("#")[0] for link in tree.xpath("//a/@href | //link/@href | //script/@src")}
        inside = {link.removeprefix("https://paper.example") for link in links if link and not link.startswith("/-/")}
        waiting += [link for link in inside if link not in seen and link not in waiting]
    assert any("/thread/" in address for address in seen) and any("/comments/best/" in address for address in seen)


def test_a_sheet_is_bounded_however_large_the_discussion(a_story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    story = a_story()
    for number in range(70):
        a_comment(story, f"Thread {number}")
    run()
    assert len(_ids(sheet(story.address))) == 20
    assert [len(_ids(sheet(f"{story.address}comments/oldest/{n}/"))) for n in (1, 2, 3)] == [25, 25, 20]


def test_reprinting_takes_away_sheets_that_are_no_more(a_story: Any, sheet: Sheet) -> None:
    story = a_story()
    stray = sheets.file_of(f"{story.address}comments/oldest/7/")
    stray.parent.mkdir(parents=True)
    stray.write_text(f'<html data-edition="0" data-story="{story.pk}">')
    reprinting.reprint(story)
    assert sheet(story.address)
    assert not stray.exists()


def test_a_running_stream_finds_its_place(a_story: Any, a_comment: Any, run: Any, sheet: Sheet) -> None:
    """The script asks for what came after the edition that the page names."""
    from broadsheet import ledger

    story = a_story()
    a_comment(story)
    run()
    (root,) = html.fromstring(sheet(story.address)).xpath("/html")
    assert root.get("data-story") == str(story.pk) and root.get("data-edition") == str(ledger.latest())
    assert [one.get("value") for one in root.iter("input") if one.get("name") == "edition"] == [
        root.get("data-edition")
    ]
