"""A database of 0.3.0 keeps what its findings and flags say when it is upgraded, and can go back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

OLD, NEW = "0017_discussions_may_be_slow", "0020_one_flag_of_each_reader"
FINDINGS = [  # rule, the text it held, and the columns it becomes: measured, limit, subject, pending, note
    ("links", "3/2", (3.0, 2.0, "", 0, "")),
    ("flags", "2.5 / 3", (2.5, 3.0, "", 0, "")),
    ("new-writer", "0", (None, 0.0, "", 0, "")),
    ("length", "10000", (None, 10000.0, "", 0, "")),
    ("words", "Insults, Drugs", (None, None, "Insults, Drugs", 0, "")),
    ("measures", "alike", (None, None, "alike", 0, "")),
    ("outside", "asked", (None, None, "", 1, "")),
    ("filter", "", (None, None, "", 0, "")),
    ("links", "many/2", (None, None, "", 0, "many/2")),
    ("gone", "what a rule of ours said", (None, None, "", 0, "what a rule of ours said")),
]
ROWS = f"""
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
apps = MigrationExecutor(connection).loader.project_state([("broadsheet", "{OLD}")]).apps
get = lambda name: apps.get_model("broadsheet", name)
person = get("Person").objects.create(email="bo@reader.example")
story = get("Story").objects.create(headline="Bridge reopens", address="/bridge/")
comment = get("Comment").objects.create(story=story, place=b"1", text="Well said.", name="Bo", cut=True)
for rule, text, _ in {FINDINGS!r}:
    get("Finding").objects.create(comment=comment, rule=rule, does="held", threshold=text)
for guest in (f"person-{{person.pk}}", "person-999", "a" * 32):
    get("Flag").objects.create(comment=comment, guest=guest, reason="Rude.")
get("cut").objects.create(comment=comment, former="Well said, Sir.", by=person)
get("offer").objects.create(story=story, wrong="It was May.", person=person)
get("settlement").objects.create(like=7, decision="spam", by=person, former={{"1": "held"}})
get("tally").objects.create(month="2026-05-01", what="held", number=3)
get("exemption").objects.create(day="2026-12-24", person=person)
get("staffing").objects.create(section=0, state="open")
get("part").objects.create(thread=comment, start=b"2")
"""
TABLES = ("redaction", "correctionrequest", "flooddecision", "monthlyfigure", "dayoff", "sectionstate", "threadpage")


def run(path: Path, *command: str) -> None:
    environment = {
        **os.environ,
        "BROADSHEET_DATABASE": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
    }
    subprocess.run([sys.executable, *command], check=True, env=environment, cwd=ROOT)


def migrate(path: Path, to: str) -> None:
    run(path, "-m", "django", "migrate", "broadsheet", to, "--verbosity", "0")


def test_every_row_is_kept_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    migrate(path, OLD)
    run(path, "-c", ROWS)
    migrate(path, NEW)
    with sqlite3.connect(path) as new:
        rows = new.execute('SELECT measured, "limit", subject, pending, note FROM broadsheet_finding ORDER BY id')
        assert rows.fetchall() == [columns for _, _, columns in FINDINGS]
        person = new.execute("SELECT id FROM broadsheet_person").fetchone()[0]
        flags = new.execute("SELECT guest, person_id, reason FROM broadsheet_flag ORDER BY id").fetchall()
        assert flags == [("", person, "Rude."), ("", None, "Rude."), ("a" * 32, None, "Rude.")]
        assert new.execute("SELECT redacted FROM broadsheet_comment").fetchall() == [(1,)]
        for table in TABLES:
            assert new.execute(f"SELECT count(*) FROM broadsheet_{table}").fetchall() == [(1,)], table
    migrate(path, OLD)
    with sqlite3.connect(path) as old:
        rows = old.execute("SELECT rule, threshold FROM broadsheet_finding ORDER BY id")
        assert rows.fetchall() == [(rule, text) for rule, text, _ in FINDINGS]
        guests = [guest for (guest,) in old.execute("SELECT guest FROM broadsheet_flag ORDER BY id")]
        assert guests == [f"person-{person}", "", "a" * 32]
        assert old.execute("SELECT cut FROM broadsheet_comment").fetchall() == [(1,)]
