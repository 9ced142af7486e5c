"""`broadsheet backup` while readers write, `broadsheet restore` into another folder: nothing is missing, what was erased stays so."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.measuring import make_stories, page
from tests import databases
from tests.killing import Load
from tests.postgresql import binaries, postgresql
from tests.restoring import post
from tests.site import Site, http, running_site

WORDS = "Words that Bo will be sorry for."
ERASE = """
from broadsheet.kit import DataSubject
from broadsheet.rights.erasure import erase
erase(DataSubject(email="bo@reader.example"), words=True)
"""
TEXTS = """
import json
from broadsheet.comments import Comment
print(json.dumps(list(Comment.objects.values_list("text", flat=True))))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings of a database that nobody else has."""
    if request.param == "sqlite":
        yield {}
    elif binaries() is None or shutil.which("pg_dump") is None:
        pytest.skip("PostgreSQL is not installed")
    else:
        with postgresql() as address:
            databases.migrate(address)
            yield {"DATABASE": address}


@pytest.mark.xdist_group("sites")
def test_what_was_backed_up_while_readers_wrote_is_brought_back(tmp_path: Path, database: dict[str, str]) -> None:
    file = tmp_path / "paper.tar.gz"
    with running_site(tmp_path / "data", PACING="no", **database) as site:
        (story,) = make_stories(site, [3])
        site.wait_for_print("/bench/1/")
        (site.folder / "media").mkdir(exist_ok=True)
        (site.folder / "media" / "photo.jpg").write_bytes(b"a picture")
        with http(base_url=site.address) as client:
            client.post(
                f"/-/stories/{story}/comments", data={"name": "Bo", "email": "bo@reader.example", "text": WORDS}
            )
        acknowledged = back_up_under_load(site, story, file)
        site.python(ERASE)
        with http(base_url=site.address) as client:
            lost = post(client, story, "Written after the backup.")
        feed = site.printed / "bench" / "1" / "comments.atom"
        site.wait_until(lambda: "Written after the backup." in feed.read_text(), "the lost comment to be printed")
        refused = site.command("restore", str(file))
        assert "running" in refused.stderr
        assert refused.returncode == 1
        site.stop()
        assert "--overwrite" in site.command("restore", str(file)).stderr
        done = site.command("restore", str(file), "--overwrite")
        assert done.returncode == 0, done.stderr
        site.start()
        with http(base_url=site.address) as client:
            number = post(client, story, "Said after restoring.")
        site.wait_until(lambda: "Said after restoring." in feed.read_text(), "the new comment to be printed")
        site.wait_until(lambda: "Written after the backup." not in feed.read_text(), "the lost comment to go")
        texts = json.loads(site.python(TEXTS))
    assert number > lost + 1000
    assert set(acknowledged) <= set(texts)
    assert WORDS not in texts
    assert (site.folder / "media" / "photo.jpg").read_bytes() == b"a picture"


def back_up_under_load(site: Site, story: int, file: Path) -> list[str]:
    """Gives what was acknowledged before the backup began."""
    load = Load(site, story, page(site, 1))
    load.begin(writers=2)
    try:
        site.wait_until(lambda: len(load.acknowledged) > 5, "posts to come through")
        before = list(load.acknowledged)
        done = site.command("backup", str(file))
        assert done.returncode == 0, done.stderr
    finally:
        load.end()
    assert load.faults == []
    assert "there already" in site.command("backup", str(file)).stderr
    assert file.stat().st_mode & 0o077 == 0
    return before


@pytest.mark.xdist_group("sites")
def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "data")
    site.lay_database()
    file = tmp_path / "paper.tar"
    assert site.command("backup", str(file)).returncode == 0
    before = (site.folder / "broadsheet.sqlite3").read_bytes()
    cut, bad, other = tmp_path / "cut.tar", tmp_path / "bad.tar", tmp_path / "other.tar"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    bad.write_text("no tar at all")
    with tarfile.open(other, "w") as tar:
        tar.add(os.devnull, "end")
    for damaged in (cut, bad, other, tmp_path / "absent.tar"):
        refused = site.command("restore", str(damaged), "--overwrite")
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr
        assert str(damaged) in refused.stderr
    assert (site.folder / "broadsheet.sqlite3").read_bytes() == before
