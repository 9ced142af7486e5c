"""An older copy of the database is brought back over newer pages: they are printed anew, and no number is used twice."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from benchmarks.measuring import make_stories, page
from tests.restoring import bring_back, copy_of, numbers, post, restore_at_random_moments
from tests.site import Site, http, running_site
from tests.waiting import PATIENCE


@pytest.mark.xdist_group("sites")
def test_a_copy_brought_back_is_noticed_and_printed(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no") as site:
        (story,) = make_stories(site, [3])
        sheet = site.wait_for_print("/bench/1/")
        copy = tmp_path / "copy"
        copy_of(site, copy)
        before = numbers(copy)
        with http(base_url=site.address) as client:
            post(client, story, "Of the lost future.")
        publish_another(site)
        site.wait_for_print("/bench/1/", "Of the lost future.")
        site.wait_for_print("/bench/lost/")
        lost = max(numbers(site.folder / "broadsheet.sqlite3")["entry"])

        bring_back(site, copy)
        with http(base_url=site.address) as client:
            number = post(client, story, "Said after restoring.")
        site.wait_for_print("/bench/1/", "Said after restoring.")
        site.wait_until(lambda: "lost future" not in sheet.read_text(), "the lost comment to go")
        site.wait_until(lambda: not (site.printed / "bench/lost/index.html").exists(), "the lost story to go")
        front = site.wait_for_print("/")
        site.wait_until(lambda: "Lost story" not in front.read_text(), "the front to be true")
        assert number > max(before["comment"]) + 100
        assert "older copy" in site.log()
        assert told_at(site, story, after=lost) == "reload"
        assert told_at(site, story, after=max(before["entry"])) == "comment"
        assert lost not in numbers(site.folder / "broadsheet.sqlite3")["entry"]


@pytest.mark.xdist_group("sites")
def test_no_number_is_used_twice_and_every_post_is_printed(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no") as site:
        (story,) = make_stories(site, [3])
        site.wait_for_print("/bench/1/")
        waits, twice = restore_at_random_moments(site, story, page(site, 1), times=2, posts=4)
        assert twice == []
        assert len(waits) == 8


def publish_another(site: Site) -> None:
    site.python(
        "from django.utils import timezone\nfrom broadsheet import ledger\nfrom broadsheet.stories import Story\n"
        "story = Story.objects.create(headline='Lost story', address='/bench/lost/', live=True, published_at=timezone.now())\n"
        "ledger.record(ledger.Kind.STORY_PUBLISHED, story=story.pk)"
    )


def told_at(site: Site, story: int, after: int) -> str:
    """The first event that a page of this edition hears."""
    with httpx.stream("GET", f"{site.address}/-/live/{story}?after={after}", timeout=PATIENCE) as answer:
        for line in answer.iter_lines():
            if line.startswith("event: "):
                return line.removeprefix("event: ")
    return ""
