"""A site that is killed, and a disk that fills up. The long form, 100 kills each, is in the bench."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.measuring import make_stories, page
from tests.killing import kill_under_load, missing_or_double, wait_for_prints
from tests.site import running_site, wait_until


@pytest.mark.xdist_group("sites")
def test_what_was_acknowledged_survives_kill_9_and_prints_catch_up(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no") as site:
        (story,) = make_stories(site, [3])
        wait_until(page(site, 1).exists, "the story to be printed")
        load = kill_under_load(site, story, page(site, 1), kills=5)
        assert load.faults == []
        assert len(load.acknowledged) > 10
        assert missing_or_double(site, story, load) == []
        wait_for_prints(site, page(site, 1))
