"""A database of 0.3.0 keeps every line of the ledger and every judgement when it is upgraded, and can go back."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

OLD, NEW = "0017_discussions_may_be_slow", "0024_kinds_of_events_in_plain_words"
AT = "2026-11-01 12:00:00"
KINDS = {
    "story published": "story published",
    "house changed": "site changed",
    "person forgotten": "person erased",
    "taken in": "imported",
    "comment cut": "comment redacted",
    "person measured": "person restricted",
    "letter asked": "e-mail requested",
    "reader forgotten": "reader erased",
    "over forgotten": "retention swept",
}
REASONS = {
    "": [],
    "trap": ["trap"],
    "looks 2.0; threshold; flood 7": ["looks 2.0", "threshold", "flood 7"],
    "akismet-spam": ["akismet-spam"],
}


def migrate(path: Path, to: str) -> None:
    environment = {
        **os.environ,
        "BROADSHEET_DATABASE": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
    }
    command = [sys.executable, "-m", "django", "migrate", "broadsheet", to, "--verbosity", "0"]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)


def test_every_row_is_kept_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    migrate(path, OLD)
    with sqlite3.connect(path) as old:
        old.executemany("INSERT INTO broadsheet_entry (kind, at) VALUES (?, ?)", [(kind, AT) for kind in KINDS])
        old.executemany(
            """INSERT INTO broadsheet_judgement (subject, outcome, score, odds, reasons, audit, facts, network, at)
            VALUES (?, 'hold', 0, 0, ?, 0, '', '', ?)""",
            [(subject, text, AT) for subject, text in enumerate(REASONS, -1)],
        )
        old.execute(
            "INSERT INTO broadsheet_question (subject, asks, answer, publishes, tries, due) VALUES (1, 'check', '', 0, 0, ?)",
            [AT],
        )
        old.execute(
            """INSERT INTO broadsheet_filter (name, budget, epoch, head, mark, good, spam, asks)
            VALUES ('site', 0.005, 0, 0, '', 0, 0, '123456789abc')"""
        )
    migrate(path, NEW)
    with sqlite3.connect(path) as new:
        assert [kind for (kind,) in new.execute("SELECT kind FROM broadsheet_entry ORDER BY number")] == [
            *KINDS.values()
        ]
        reasons = new.execute("SELECT reasons FROM broadsheet_judgement ORDER BY subject")
        assert [json.loads(text) for (text,) in reasons] == [*REASONS.values()]
        assert new.execute("SELECT kind FROM broadsheet_question").fetchall() == [("check",)]
        assert new.execute("SELECT akismet_key FROM broadsheet_filter").fetchall() == [("123456789abc",)]
    migrate(path, OLD)
    with sqlite3.connect(path) as old:
        assert [kind for (kind,) in old.execute("SELECT kind FROM broadsheet_entry ORDER BY number")] == [*KINDS]
        assert [text for (text,) in old.execute("SELECT reasons FROM broadsheet_judgement ORDER BY subject")] == [
            *REASONS
        ]
