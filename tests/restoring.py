"""A site whose database is replaced by an older copy of itself, and what readers then must find."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.site import Site, http


def copy_of(site: Site, to: Path) -> None:
    """The database as it is at this moment, while the site runs."""
    with closing(sqlite3.connect(site.folder / "broadsheet.sqlite3")) as now, closing(sqlite3.connect(to)) as copy:
        now.backup(copy)


def bring_back(site: Site, copy: Path) -> None:
    """Stop, put the copy in the database's place, as an operator would by hand, and start."""
    site.stop()
    for file in site.folder.glob("broadsheet.sqlite3*"):
        file.unlink()
    shutil.copyfile(copy, site.folder / "broadsheet.sqlite3")
    site.start()


def post(client: httpx.Client, story: int, text: str) -> int:
    """Post a comment; gives its number."""
    answer = client.post(
        f"/-/stories/{story}/comments", data={"name": "Bo", "text": text}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def seconds_until_printed(site: Site, sheet: Path, text: str) -> float:
    """In the feed of the discussion, which has the newest however long that is; the sheet may be full."""
    feed, began = sheet.with_name("comments.atom"), time.monotonic()
    site.wait_until(lambda: text in feed.read_text(), f"{text!r} to be printed")
    return time.monotonic() - began


def numbers(database: Path) -> dict[str, set[int]]:
    """The numbers of all lines of the ledger, comments and e-mails."""
    tables = {"entry": "number", "comment": "id", "notification": "id"}
    with closing(sqlite3.connect(database)) as read:
        return {
            table: {row[0] for row in read.execute(f"SELECT {column} FROM broadsheet_{table}")}
            for table, column in tables.items()
        }


def restore_at_random_moments(
    site: Site, story: int, sheet: Path, times: int, posts: int
) -> tuple[list[float], list[str]]:
    """So often: copy, post on, bring the copy back, post again. Gives how long each print took, and numbers used twice."""
    waits, twice, copy = [], [], site.folder / "copy"
    given: dict[int, str] = {}
    for turn in range(times):
        with http(base_url=site.address) as client:
            moment = random.randrange(posts)
            for count in range(posts):
                if count == moment:
                    copy_of(site, copy)
                text = f"Of the lost future {turn}, {count}."
                given[post(client, story, text)] = text
            time.sleep(random.uniform(0, 0.5))  # some of it is printed, some is not
        kept = numbers(copy)
        lost = {name: known - kept[name] for name, known in numbers(_database(site)).items()}
        bring_back(site, copy)
        with http(base_url=site.address) as client:
            for count in range(posts):
                text = f"Said after restoring {turn}, {count}."
                number = post(client, story, text)
                if number in given:
                    twice.append(f"{given[number]} and {text} are {number}")
                given[number] = text
                waits.append(seconds_until_printed(site, sheet, text))
        twice += [f"{name} {number}" for name, now in numbers(_database(site)).items() for number in lost[name] & now]
    return waits, twice


def _database(site: Site) -> Path:
    return site.folder / "broadsheet.sqlite3"
