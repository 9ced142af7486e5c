"""A site that is killed, and a disk that fills up. The long form, 100 kills each, is in the bench."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.measuring import make_stories, page
from tests.killing import kill_under_load, missing_or_double, wait_for_prints
from tests.site import http, running_site


@pytest.mark.xdist_group("sites")
def test_what_was_acknowledged_survives_kill_9_and_prints_catch_up(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no") as site:
        (story,) = make_stories(site, [3])
        site.wait_for_print("/bench/1/")
        load = kill_under_load(site, story, page(site, 1), kills=5)
        assert load.faults == []
        assert len(load.acknowledged) >= 10
        assert missing_or_double(site, story, load) == []
        wait_for_prints(site, page(site, 1))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 MB, which only root can mount."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk to fill")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.xdist_group("sites")
def test_a_full_disk_refuses_with_a_sentence_and_the_site_goes_on_being_read(small_disk: Path) -> None:
    with running_site(small_disk / "data", PACING="no") as site:
        (story,) = make_stories(site, [3])
        for address in ("/", "/bench/1/"):
            site.wait_for_print(address)
        before = page(site, 1).read_bytes()
        fill(small_disk / "filler")
        with http(base_url=site.address) as client:
            where = f"/-/stories/{story}/comments"
            refused = client.post(where, data={"name": "Bo", "text": "Kept by Bo." * 400})
            assert refused.status_code == 507
            assert "Nothing was lost" in refused.text
            assert "Kept by Bo." in refused.text
            assert client.get("/bench/1/").content == before

            (small_disk / "filler").unlink()
            accepted = client.post(where, data={"name": "Bo", "text": "There is room again."})
            assert accepted.status_code == 303
            site.wait_until(lambda: "There is room again." in client.get("/bench/1/").text, "the press to recover")


def fill(filler: Path) -> None:
    """Write until nothing more fits, to the last byte."""
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 1024, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
