"""A data folder of every past version is upgraded in place by today's code, and read whole.

The folders are in `fixtures/`, made by those versions themselves (`make_folder.py`). In a process of its own
`looking.py` upgrades one by `broadsheet reprint`, reads everything that it held and goes on with everything that was under way. When the suite runs on PostgreSQL, the newest folder's rows are upgraded there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from broadsheet.kit.identity import same_email
from tests.site import ROOT
from tests.upgrading.folders import VERSIONS, Fixture, Row, key_of

SERVER = os.environ.get("BROADSHEET_TEST_DATABASE", "")
FIXTURES = [Fixture(version) for version in (VERSIONS[:1] if SERVER else VERSIONS)]


def of(fixture: Fixture, *more: Any) -> Any:
    """A folder is unpacked and upgraded once: its tests run one after the other."""
    called = "-".join((fixture.version, *more))
    return pytest.param(*(fixture, *more), id=called, marks=pytest.mark.xdist_group(f"upgrading {fixture.version}"))


TABLES = [of(fixture, table) for fixture in FIXTURES for table in fixture.tables]


@dataclass
class Upgraded:
    """A folder after today's code has been at it."""

    fixture: Fixture
    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DATA": str(self.folder),
            "ADDRESS": self.fixture.expected["address"],
            "WORKERS": "1",
            **({"DATABASE": self.database} if self.database else {}),
        }
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("BROADSHEET_", "DJANGO_"))}
        named = {f"BROADSHEET_{key}": value for key, value in own.items()}
        return {**inherited, **named, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "broadsheet.settings"}

    def run(self, *module: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", *module]
        return subprocess.run(call, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False)

    def unpack(self) -> None:
        self.fixture.unpack(self.folder)
        if self.database:
            done = self.run("tests.upgrading.loading", str(self.folder / "broadsheet.sqlite3"))
            if done.returncode == os.EX_TEMPFAIL:
                pytest.skip(done.stderr)
            assert done.returncode == 0, done.stderr
            (self.folder / "broadsheet.sqlite3").unlink()

    @cached_property
    def looked(self) -> subprocess.CompletedProcess[str]:
        """Once, also when it fails."""
        self.unpack()
        return self.run("tests.upgrading.looking", self.fixture.version, str(self.folder / "found.json"))

    @cached_property
    def found(self) -> dict[str, Any]:
        """What `looking.py` says."""
        assert self.looked.returncode == 0, self.looked.stderr
        found: dict[str, Any] = json.loads((self.folder / "found.json").read_text())
        return found

    def rows(self, table: str) -> list[Row]:
        found: list[Row] = self.found["tables"][table]
        return found


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Upgraded]]:
    """Every folder, unpacked and upgraded once it is asked for."""
    with a_database() as database:
        yield {one.version: Upgraded(one, tmp_path_factory.mktemp(one.version), database) for one in FIXTURES}


@contextmanager
def a_database() -> Iterator[str]:
    """An empty one on the suite's PostgreSQL server; on SQLite none, because the folder has its own."""
    if not SERVER:
        yield ""
        return
    import psycopg

    name = f"upgrade_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=map(of, FIXTURES))
def site(request: pytest.FixtureRequest, upgraded: dict[str, Upgraded]) -> Upgraded:
    return upgraded[request.param.version]


def test_it_is_upgraded_by_the_next_command(site: Upgraded) -> None:
    assert site.found["migrations_left"] == []


@pytest.mark.parametrize(("fixture", "table"), TABLES)
def test_everything_that_was_kept_is_kept(fixture: Fixture, table: str, upgraded: dict[str, Upgraded]) -> None:
    """Every row, and every value of it, by what it means; e-mail addresses in the one form in which they are kept now."""
    now = {str(key_of(row)): row for row in upgraded[fixture.version].rows(table)}
    differences = []
    for row in fixture.rows(table):
        key, found = str(key_of(row)), now.get(str(key_of(row)))
        if found is None:
            differences.append(f"{table} {key} is gone: {row}")
            continue
        for name, was in row.items():
            value = same_email(was) if name == "email" and was else was
            if name != "kept_as" and found.get(name, "nothing of this name") != value:
                differences.append(f"{table} {key}: {name} was {value!r}, is {found.get(name, 'missing')!r}")
    assert not differences, "\n".join(differences[:20])
    if table not in _MADE_BY_UPGRADING:
        assert len(now) == len(fixture.rows(table))


# Tables into which an upgrade may write, and what it writes there.
_MADE_BY_UPGRADING = {
    "bookmarks",  # readers of the ledger that the version did not have
    "reasons",  # a site without a list gets the first one
}


def test_a_second_upgrade_changes_nothing(site: Upgraded) -> None:
    assert site.found["changed_again"] == []


def test_every_page_says_what_it_said(site: Upgraded) -> None:
    """Readers', writers' and moderators' pages, with their cookies and sessions from before."""
    assert not site.found["pages"], "\n".join(site.found["pages"])


def test_every_address_that_was_printed_still_answers(site: Upgraded) -> None:
    assert len(site.fixture.expected["printed"]) > 50
    assert site.found["printed"] == []


def test_every_link_in_an_old_e_mail_still_leads_somewhere(site: Upgraded) -> None:
    assert site.found["linked"] == []


def test_stories_are_printed_with_all_that_is_published_and_nothing_else(site: Upgraded) -> None:
    texts = {row["id"]: plain(row["text"]) for row in site.fixture.rows("comments")}
    printed = 0
    for row in site.fixture.rows("comments"):
        page = plain(site.found["stories"].get(str(row["story"]), ""))
        if row["state"] == "published" and page:
            assert texts[row["id"]] in page, f"comment {row['id']} is not printed"
            printed += 1
        elif len(texts[row["id"]]) > 25 and [*texts.values()].count(texts[row["id"]]) == 1:
            assert texts[row["id"]] not in page, f"comment {row['id']} is {row['state']}, and printed"
    assert printed > 150


def plain(words: str) -> str:
    """Letters and digits alone, so that marks of emphasis, links and lists are no difference."""
    words = re.sub(r"\]\(https?:[^)]*\)|</?\w+>", "", words)
    return "".join(letter for letter in words.lower() if letter.isalnum())


def test_forms_of_pages_that_were_open_still_work(site: Upgraded) -> None:
    by_what = {(one["does"], one["action"].split("/")[2]): one for one in site.found["forms"]}
    comment = by_what["comment", "stories"]
    assert comment["status"] in {201, 303}
    assert comment["comments"] == 1
    assert comment["kept"] in (["published"], ["held"])
    for what in ("comments", "stories"):
        assert by_what["like", what]["status"] in {200, 303}
        assert by_what["like", what]["likes"] == 1


def test_a_moderator_goes_on_deciding(site: Upgraded) -> None:
    """With the session from before; from 0.1.0 on they had to sign in once more."""
    assert site.found["still_signed_in"] == (site.fixture.version != "0.1.0")
    assert site.found["staff"]["statuses"] == [303, 303]
    assert site.found["staff"]["states"] == ["held", "published", "held"]


def test_the_worker_goes_on_where_it_was(site: Upgraded) -> None:
    """It prints what was not printed yet, and finishes what was half done."""
    done = site.found["worker"]
    assert "A last word before the machine was stopped." in done["newest"]
    assert done["fillings"] == []
    assert all(job["settled"] for job in done["bulk_jobs"])
    for job in done["bulk_jobs"]:
        assert job["done"] + job["passed"] == job["total"]
        assert job["returned"] == (job["done"] if job["undone"] else 0)


def test_e_mails_that_waited_are_sent(site: Upgraded) -> None:
    """Those that were due, and those that a killed worker had in hand; their links are good."""
    due = [row for row in site.fixture.expected["tables"].get("emails", {}).get("rows", []) if "sending" in row]
    sent = site.found["worker"]["emails"]
    if due:
        assert any("No worker has told anybody of this." in one["text"] for one in sent)
    assert site.found["worker"]["links"] == []
    gathered = [row["id"] for row in site.rows("emails") if row["gathered"] and row["state"] == "waiting"]
    assert set(gathered) <= set(site.found["worker"]["waiting"]), "digests wait for their hour"


def test_the_last_unsubscribe_link_still_unsubscribes(site: Upgraded) -> None:
    stopped = site.found["stopped"]
    assert all(one["status"] == 200 and one["stopped"] for one in stopped), stopped
    assert bool(stopped) == ("emails" in site.fixture.tables)


def test_everybody_still_signs_in(site: Upgraded) -> None:
    """By the code that was sent just before, by a passkey, by a password."""
    if "signed_in" not in site.found:
        pytest.skip("this version had no accounts for readers")
    found = site.found["signed_in"]
    assert found["statuses"] == [303, 200, 302]
    assert "zoe@reader.example" in found["code"]
    assert "fay@reader.example" in found["passkey"]
    assert found["password"] == 200


def test_the_filter_still_answers_and_its_log_is_whole(site: Upgraded) -> None:
    if "filter" not in site.found:
        pytest.skip("this version had no filter")
    assert site.found["filter"]["answer"] in {"true", "false"}
    assert site.found["filter"]["rebuilt"], "the log of labels gives what it gave"
    assert site.found["filter"]["labels"] >= len([row for row in site.fixture.rows("labels") if row["of"] == "site"])
