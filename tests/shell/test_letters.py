"""Letters of a running site: a worker that is killed amid them, and a mail server that is dead while pages are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.measuring import make_stories
from tests.mail_load import Counting, follow_as, kill_amid_letters
from tests.site import Site, free_port, http, running_site


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
    assert told.kills > 0
    assert told.lost == 0
    assert told.double <= told.said <= told.kills


@pytest.mark.xdist_group("sites")
def test_a_dead_mail_server_blocks_no_print(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no", MAIL_URL=f"smtp://127.0.0.1:{free_port()}") as site:
        (story,) = make_stories(site, [3])
        site.wait_for_print("/bench/1/")
        site.python(follow_as(story, 20))
        with http(base_url=site.address) as client:
            for number in range(5):
                words = f"Comment {number} for everybody."
                assert (
                    client.post(f"/-/stories/{story}/comments", data={"name": "Cy", "text": words}).status_code == 303
                )
                site.wait_for_print("/bench/1/", words)
        site.wait_until(lambda: "takes no e-mail" in site.log(), "the log to say so")
