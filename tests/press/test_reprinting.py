"""Printing everything, with several processes, and beside writers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from broadsheet import ledger, stories
from broadsheet.discussion.liking import like
from broadsheet.people import Reader
from broadsheet.press import reprinting, sheets
from broadsheet.press.printing import compose, printable
from broadsheet.press.sheets import frame
from broadsheet.press.snapshot import snapshot
from tests.waiting import PATIENCE

Sheet = Callable[[str], str]


@pytest.mark.django_db(transaction=True)
def test_several_processes_print_every_story(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    made = [a_story(f"Story number {number}.") for number in range(50)]
    a_comment(made[7], "Under the seventh.")
    seen: list[tuple[int, int]] = []
    reprinting.reprint_everything(processes=2, progress=lambda done, total: seen.append((done, total)))
    assert all(story.headline in sheet(story.address) for story in made)
    assert "Under the seventh." in sheet(made[7].address) and "Story number 49." in sheet("/")
    assert seen == [(number, 50) for number in range(1, 51)]
    assert stories.Story.objects.count() == 50, "this process still has its database"


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_composed_from_one_moment(a_story: Any, a_comment: Any) -> None:
    """What is written while a sheet is composed is not in it, and the writer did not wait."""
    from concurrent.futures import ThreadPoolExecutor

    story = a_story()
    comment = a_comment(story, "Said before.")

    def write() -> None:
        like(comment, Reader(guest="b" * 32))
        a_comment(story, "Said meanwhile.")
        connection.close()

    with snapshot() as edition:
        with ThreadPoolExecutor(1) as other:
            other.submit(write).result(PATIENCE)
        fresh = printable(story.pk)
        assert fresh
        text = compose(fresh, story.address, frame(edition)) or ""
    assert "Said before." in text and "Said meanwhile." not in text and "Liked" not in text
    assert edition < ledger.latest()


def test_a_sheet_that_cannot_be_printed_is_said_aloud(a_story: Any, sheet: Sheet) -> None:
    bad, good = a_story("Bad"), a_story("Good")
    (sheets.file_of(bad.address) / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        reprinting.reprint_everything(processes=1)
    assert "Good" in sheet(good.address) and "Good" in sheet("/")


def test_the_scripts_lie_where_pages_name_them(a_story: Any, sheet: Sheet) -> None:
    import re

    story = a_story()
    reprinting.reprint(story)
    (script,) = re.findall(r'<script type="module" src="([^"]+)"', sheet(story.address))
    waiting, seen = [sheets.file_of(script)], set[str]()
    while waiting:
        printed = waiting.pop()
        assert printed.exists() and printed.with_name(f"{printed.name}.br").exists(), printed.name
        seen.add(printed.name)
        imported = set(re.findall(r"""(?:import|from) ?\(?['"]\./([\w.-]+)['"]""", printed.read_text()))
        waiting += [printed.with_name(name) for name in imported - seen]
    assert seen >= {"page.js", "live.js", "thread.js"}
