"""The press follows the ledger: bookmarks, catching up, failing sheets, a full disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from broadsheet import ledger
from broadsheet.discussion.liking import like
from broadsheet.people import Reader
from broadsheet.press import print_queue, reprinting, sheets
from broadsheet.press.dirty_sheets import Dirty, of_stories
from broadsheet.press.sheets import part_of
from broadsheet.stories import Section, Tag, publish
from broadsheet.stories.publishing import revise, withdraw

Sheet = Callable[[str], str]
Run = Callable[[], int]


def test_the_press_prints_what_the_ledger_says(a_story: Any, a_comment: Any, sheet: Sheet, run: Run) -> None:
    story = a_story()
    run()
    a_comment(story, "Said just now.")
    run()
    assert "Said just now." in sheet(story.address)
    assert "1 comment" in sheet("/")
    assert ledger.reached(settings.PRESS) == ledger.reached(f"{settings.PRESS}-fronts") == ledger.latest()


def test_a_sheet_is_printed_once_however_many_lines(a_story: Any, a_comment: Any, sheet: Sheet, run: Run) -> None:
    story = a_story()
    run()
    a_comment(story, "One.")
    once = run()
    for number in range(5):
        a_comment(story, f"Another {number}.")
    assert run() <= once + 4  # a second thread adds the entries of the orders
    assert "Another 4." in sheet(story.address)


def test_a_press_started_again_catches_up(
    a_story: Any, a_comment: Any, sheet: Sheet, run: Run, restart: Callable[[], None]
) -> None:
    story = a_story()
    run()
    a_comment(story, "While nobody printed.")
    restart()
    run()
    assert "While nobody printed." in sheet(story.address)


def test_a_folder_that_was_lost_is_printed_anew(
    a_story: Any, sheet: Sheet, run: Run, printed: Path, restart: Any
) -> None:
    story = a_story()
    run()
    shutil.rmtree(printed)
    restart()
    run()
    assert "Bridge reopens" in sheet(story.address) and "Bridge reopens" in sheet("/")


def test_a_folder_printed_with_other_templates_is_printed_anew(a_story: Any, run: Run, printed: Path) -> None:
    story = a_story()
    run()
    sheets.file_of(story.address).write_text("as it looked once")
    (printed / ".printed-with").write_text("another version")
    run()
    assert "Bridge reopens" in sheets.file_of(story.address).read_text()


def test_one_bad_sheet_stops_no_other_and_is_not_forgotten(
    a_story: Any, a_comment: Any, sheet: Sheet, run: Run, restart: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = a_story("Bad"), a_story("Good")
    run()
    in_the_way = sheets.file_of(bad.address)
    in_the_way.unlink()
    in_the_way.mkdir()
    (in_the_way / "something").touch()
    a_comment(bad, "Under the bad one.")
    a_comment(good, "Under the good one.")
    run()
    assert "Under the good one." in sheet(good.address)
    assert bad.address in caplog.text
    waits_for = ledger.after(0, story=bad.pk)[0].number
    assert ledger.reached(settings.PRESS) < waits_for, "the bookmark waits for the sheet that failed"
    shutil.rmtree(in_the_way)
    restart()
    run()
    assert "Under the bad one." in sheet(bad.address)
    assert ledger.reached(settings.PRESS) == ledger.latest()


def test_a_full_disk_keeps_what_is_printed_and_recovers(
    a_story: Any, a_comment: Any, sheet: Sheet, run: Run, restart: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """/dev/full refuses every write for want of room; the draft is led there."""
    story = a_story()
    run()
    before = sheet(story.address)
    page = sheets.file_of(story.address)
    page.with_name(f".{page.name}.{os.getpid()}.draft").symlink_to("/dev/full")
    a_comment(story, "Said when the disk was full.")
    run()
    assert sheet(story.address) == before
    assert ledger.reached(settings.PRESS) < ledger.after(0, story=story.pk)[0].number
    assert "No room" in caplog.text
    restart()
    run()
    assert "Said when the disk was full." in sheet(story.address)


def test_a_line_about_what_is_gone_is_stepped_over(a_story: Any, run: Run) -> None:
    a_story()
    ledger.record(ledger.Kind.COMMENT_POSTED, story=999, comment=12345)
    ledger.record(ledger.Kind.STORY_PUBLISHED, story=998)
    ledger.record(ledger.Kind.COMMENT_LIKED, story=997, comment=12346)
    run()
    assert ledger.reached(settings.PRESS) == ledger.reached(f"{settings.PRESS}-likes") == ledger.latest()


def test_likes_are_printed_at_most_once_in_a_few_seconds(a_story: Any, a_comment: Any, sheet: Sheet, run: Run) -> None:
    story = a_story()
    comment = a_comment(story)
    run()
    like(comment, Reader(guest="a" * 32))
    reprinting.run_once()
    assert 'class="likes"' not in sheet(story.address), "the round of likes ran just now"
    run()
    assert 'class="likes"' in sheet(story.address)


def test_a_withdrawn_story_leaves_every_sheet(a_story: Any, a_comment: Any, sheet: Sheet, run: Run) -> None:
    story = a_story("Soon gone", section=Section.objects.create(name="City", slug="city"))
    for number in range(30):
        a_comment(story, f"Comment {number}")
    publish(story)
    run()
    assert sheet(f"{story.address}comments/newest/") and sheet(f"{story.address}comments.atom")
    assert "Soon gone" in sheet("/section/city/")
    withdraw(story)
    run()
    for rest in ("", "comments/newest/", "comments/oldest/1/", "comments.atom"):
        assert sheet(story.address + rest) == ""
    for address in ("/", "/section/city/", "/feed.xml", part_of(story.pk), "/archive/"):
        assert "Soon gone" not in sheet(address) and story.address not in sheet(address)


def test_a_story_that_was_deleted_leaves_its_sheets(a_story: Any, sheet: Sheet, run: Run) -> None:
    story = a_story()
    publish(story)
    run()
    number, address = story.pk, story.address
    assert sheet(address) and address in sheet("/")
    story.delete()
    ledger.record(ledger.Kind.STORY_WITHDRAWN, story=number)
    run()
    assert sheet(address) == "" and address not in sheet("/")


def test_a_story_that_moved_leaves_its_old_place(a_story: Any, sheet: Sheet, run: Run) -> None:
    story = a_story()
    publish(story)
    run()
    before, story.address = story.address, "/2026/05/elsewhere/"
    revise(story)
    run()
    assert sheet(before) == "" and "Bridge reopens" in sheet("/2026/05/elsewhere/")


def test_a_story_that_changed_its_tag_leaves_that_tags_front(a_story: Any, sheet: Sheet, run: Run) -> None:
    story, river, sea = a_story(), *(Tag.objects.create(name=name, slug=name.lower()) for name in ("River", "Sea"))
    story.tags = [river]
    publish(story)
    run()
    assert "Bridge reopens" in sheet("/tag/river/")
    story.tags = [sea]
    revise(story)
    run()
    assert "Bridge reopens" in sheet("/tag/sea/") and "Bridge reopens" not in sheet("/tag/river/")


def test_a_line_that_cannot_be_understood_holds_up_nothing(a_story: Any, sheet: Sheet, caplog: Any) -> None:
    def confused(entries: list[ledger.Entry]) -> Dirty:
        raise KeyError("a bug")

    story = a_story()
    publish(story)
    print_queue.Round("confused", confused, pause=0, budget=1).run(at_once=True)
    assert "a bug" in caplog.text and "Bridge reopens" in sheet(story.address)


def test_a_section_that_is_filled_shows_on_every_sheet(a_story: Any, sheet: Sheet, run: Run) -> None:
    first = a_story("First")
    run()
    assert "/section/city/" not in sheet(first.address)
    publish(a_story("Second", section=Section.objects.create(name="City", slug="city")))
    run()
    assert "/section/city/" in sheet(first.address) and "/section/city/" in sheet("/archive/")


def test_the_site_renamed_is_renamed_everywhere(a_story: Any, sheet: Sheet, run: Run) -> None:
    from broadsheet.stories import site_settings

    story = a_story()
    run()
    ours = site_settings()
    ours.name = "The Lantern"
    ours.save()
    ledger.record(ledger.Kind.SITE_CHANGED)
    run()
    for address in (story.address, "/", "/feed.xml", "/404.html", "/archive/"):
        assert "The Lantern" in sheet(address)


def test_a_long_discussion_is_printed_bit_by_bit(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    """The story's own sheet comes at once, and a reader's new comment before what is left."""
    story, other = a_story("Long"), a_story("Short")
    top = a_comment(story, "First thread")
    for number in range(9):
        a_comment(story, f"Reply {number}", parent=top)
    for number in range(150):
        a_comment(story, f"Thread {number}")
    ledger.record(ledger.Kind.IMPORTED, story=story.pk)
    one = print_queue.Round("bit-by-bit", of_stories, pause=0, budget=0)
    one.run()
    assert sheet(story.address) and one.waiting
    a_comment(other, "Me first.")
    one.run()
    assert "Me first." in sheet(other.address) and one.waiting
    while one.waiting:
        one.run()
    assert sheet(f"{story.address}comments/oldest/7/") and sheet(f"{story.address}thread/{top.pk}/")
    assert ledger.reached("bit-by-bit") == ledger.latest()
