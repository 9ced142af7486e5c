"""The whole database as one file, taken while the site runs, and put back: SQLite's own backup, PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection


class DumpError(Exception):
    """Why the database could not be dumped or put back, as a sentence for the operator."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def missing_program() -> str:
    """What a backup here needs and is not installed; empty where nothing is missing."""
    needed = ("pg_dump", "psql") if connection.vendor == "postgresql" else ()
    missing = [name for name in needed if shutil.which(name) is None]
    return f"{' and '.join(missing)} cannot be found. Install the client programs of PostgreSQL." if missing else ""


def dump_database(to: Path) -> None:
    """Write the database as it is at one moment; nobody who writes is kept waiting. Raises DumpError."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_sqlite_file())) as now, closing(sqlite3.connect(to)) as copy:
            now.backup(copy)  # in one step: in pieces it begins again whenever somebody writes
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _call("pg_dump", "--format=plain", "--no-owner", "--no-privileges", "--schema=public", f"--file={to}")


def check_dump(dump: Path) -> None:
    """Raise DumpError where the file is damaged."""
    if connection.vendor == "sqlite":
        try:
            with closing(sqlite3.connect(dump)) as copy:
                said = copy.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            said = str(error)
        if said != "ok":
            raise DumpError(f"The database in this backup is damaged: {said}.")


def has_rows() -> bool:
    """Whether a site's database is here, so that putting another in its place would lose something."""
    return "broadsheet_entry" in connection.introspection.table_names()


def others_connected() -> bool:
    """Whether anybody else has this database open, as far as it can tell."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])


def put_back_database(dump: Path) -> None:
    """Let the database be what was dumped, and nothing besides. Nobody may have it open. Raises DumpError."""
    tables = connection.introspection.table_names() if connection.vendor == "postgresql" else []
    connection.close()
    if connection.vendor == "sqlite":
        file = _sqlite_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        shutil.move(dump, file)
        return
    names = ", ".join(f'public."{name}"' for name in tables)
    lines = [line for line in dump.read_text().splitlines(keepends=True) if not line.startswith("CREATE SCHEMA public")]
    dump.write_text("".join(lines))
    drop = [f"--command=DROP TABLE {names} CASCADE"] if names else []
    _call("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", *drop, f"--file={dump}")


def _sqlite_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _call(program: str, *arguments: str) -> None:
    if missing := missing_program():
        raise DumpError(missing)
    database = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    own = {variable: str(database[name]) for variable, name in names.items() if database.get(name)}
    call = [str(shutil.which(program)), *arguments]
    done = subprocess.run(  # noqa: S603 - our own words and the operator's settings, no shell
        call, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DumpError(f"{program} refused: {done.stderr.strip()[-500:]}")
