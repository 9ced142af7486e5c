"""Erasing on a running site: it reaches the print and the open page, and a copy of the database from before it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import httpx
import pytest

from benchmarks.measuring import make_stories, page
from tests.post_office import PostOffice, said
from tests.site import Site, http, running_site

BO = "bo@reader.example"
WORDS = "Words that Bo will be sorry for."


@pytest.mark.xdist_group("sites")
def test_an_erasure_reaches_everything_and_is_done_again_on_an_older_copy(tmp_path: Path) -> None:
    office = PostOffice()
    office.open()
    try:
        with running_site(tmp_path / "data", PACING="no", MAIL_URL=f"smtp://127.0.0.1:{office.port}") as site:
            (story,) = make_stories(site, [3])
            bo = http(base_url=site.address, headers={"Sec-Fetch-Site": "same-origin"})
            answer = bo.post(f"/-/stories/{story}/comments", data={"name": "Bo", "email": BO, "text": WORDS})
            assert answer.status_code == 303
            site.wait_for_print("/bench/1/", WORDS)
            copy(site, tmp_path / "copy.sqlite3")

            erase(site, bo, office)
            site.wait_until(lambda: WORDS not in page(site, 1).read_text(), "the print to forget")
            feed = page(site, 1).with_name("comments.atom")
            site.wait_until(lambda: WORDS not in feed.read_text(), "the feed to forget")
            assert WORDS not in bo.get(f"/-/me?story={story}").text

            site.stop()
            for leftover in site.folder.glob("broadsheet.sqlite3*"):
                leftover.unlink()
            shutil.copyfile(tmp_path / "copy.sqlite3", site.folder / "broadsheet.sqlite3")
            shutil.rmtree(site.printed)
            site.start()
            site.wait_for_print("/bench/1/")
            assert WORDS not in page(site, 1).read_text()
            assert (
                site.python(
                    "from broadsheet.comments import Comment; print(Comment.objects.filter(email='bo@reader.example').count())"
                ).strip()
                == "0"
            )
    finally:
        office.close()


def copy(site: Site, to: Path) -> None:
    """As `docs/operating.md` says to do while the site runs."""
    with sqlite3.connect(site.folder / "broadsheet.sqlite3") as source, sqlite3.connect(to) as target:
        source.backup(target)


def erase(site: Site, bo: httpx.Client, office: PostOffice) -> None:
    """Ask, wait for the letter, open its link, and erase the words too."""
    assert bo.post("/-/mine", data={"email": BO}).status_code == 200
    site.wait_until(lambda: office.to(BO), "the letter")
    (link,) = [word for word in said(office.to(BO)[0]).split() if "/-/mine/" in word]
    assert WORDS in bo.get(link).text
    assert bo.post(f"{link}/erase", data={"how": "words", "sure": "1"}).status_code == 200
