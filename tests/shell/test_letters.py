"""Letters of a running site: a worker that is killed amid them, and a mail server that is dead while pages are printed."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from benchmarks.measuring import make_stories, page
from tests.mail_load import Counting, follow_as, kill_amid_letters
from tests.site import Site, free_port, running_site, wait_until


@pytest.mark.xdist_group("sites")
def test_a_worker_killed_amid_letters_loses_none_and_says_which_may_come_twice(tmp_path: Path) -> None:
    with Counting() as office:
        site = Site(tmp_path / "data", {"PACING": "no", "MAIL_URL": f"smtp://127.0.0.1:{office.port}"})
        site.lay_database()
        (story,) = make_stories(site, [3])
        try:
            told = kill_amid_letters(site, office, story, letters=100, kills=5)
        finally:
            site.stop()
    assert told.lost == 0
    assert told.double <= told.said <= told.kills


@pytest.mark.xdist_group("sites")
def test_a_dead_mail_server_blocks_no_print(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no", MAIL_URL=f"smtp://127.0.0.1:{free_port()}") as site:
        (story,) = make_stories(site, [3])
        wait_until(page(site, 1).exists, "the story to be printed")
        site.python(follow_as(story, 20))
        for number in range(5):
            words = f"Comment {number} for everybody."
            answer = httpx.post(
                f"{site.address}/-/stories/{story}/comments", data={"name": "Cy", "text": words}, follow_redirects=False
            )
            assert answer.status_code == 303
            wait_until(lambda words=words: words in page(site, 1).read_text(), "the print")  # type: ignore[misc]
        wait_until(lambda: "takes no letters" in site.log(), "the log to say so")
