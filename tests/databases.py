"""The database of a process that runs tests: migrated once for each state of the migrations, and copied.

`begin` copies it, `restore` makes it again what it was, as after a test that committed, and `end` takes it away.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent


def begin() -> None:
    """Have this process's connections open a copy of its own."""
    if connection.vendor == "sqlite":
        name = str(Path(settings.DATA) / f"test-{os.getpid()}.sqlite3")
        shutil.copyfile(migrated_database(), name)
    else:
        name = _copy_in_postgresql()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    if connection.vendor == "postgresql":
        _keep_rows()


def restore() -> None:
    """Every row as after migrating."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(migrated_database())) as whole:
            whole.backup(connection.connection)
    else:
        _restore_in_postgresql()


def end() -> None:
    name = str(connection.settings_dict["NAME"])
    connection.close()
    if connection.vendor == "sqlite":
        for file in Path(name).parent.glob(f"{Path(name).name}*"):
            file.unlink()
    else:
        with _outside() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@lru_cache(maxsize=1)
def migrated_database() -> Path:
    """An SQLite file with every table and no row of ours, made once for each state of the migrations."""
    ready = Path(tempfile.gettempdir()) / f"broadsheet-migrated-{os.getuid()}-{_digest()}.sqlite3"
    with _alone(ready.name):
        if not ready.exists():
            draft = ready.with_suffix(f".{os.getpid()}")
            migrate(f"sqlite:///{draft}")
            with closing(sqlite3.connect(draft)) as made:
                made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                made.execute("PRAGMA journal_mode=DELETE")
            draft.rename(ready)
    return ready


@lru_cache(maxsize=1)
def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "broadsheet" / "migrations").glob("*.py"), ROOT / "requirements.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(address: str) -> None:
    environment = {**os.environ, "BROADSHEET_DATABASE": address, "DJANGO_SETTINGS_MODULE": "broadsheet.settings"}
    call = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(call, check=True, env=environment, cwd=ROOT)


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Other processes that come to the same wait for its end."""
    with (Path(tempfile.gettempdir()) / f"{what}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _copy_in_postgresql() -> str:
    template = f"broadsheet_migrated_{_digest()}"
    with _outside() as cursor, _alone(f"broadsheet-postgresql-{os.getuid()}"):
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{template}_draft"')
            parts = urlsplit(os.environ["BROADSHEET_DATABASE"])
            migrate(urlunsplit(parts._replace(path=f"/{template}_draft")))
            cursor.execute(f'ALTER DATABASE "{template}_draft" RENAME TO "{template}"')
        cursor.execute(f'CREATE DATABASE "{template}_{os.getpid()}" TEMPLATE "{template}"')
    return f"{template}_{os.getpid()}"


@contextmanager
def _outside() -> Iterator[Any]:
    """A cursor on the same server, in a database that always is there."""
    with connection._nodb_cursor() as cursor:
        yield cursor


def _restore_in_postgresql() -> None:
    """Only tables with rows are touched: to empty every one takes longer than most tests."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # in any order
        for table in _tables_with_rows(cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        for table, rows in _kept.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)


def _keep_rows() -> None:
    """Remember what migrating has written."""
    with connection.cursor() as cursor:
        for table in _tables_with_rows(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                _kept[table] = b"".join(copy)


_kept: dict[str, bytes] = {}


def _tables_with_rows(cursor: Any) -> list[str]:
    cursor.execute(
        " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in _tables())
    )
    return [table for (table,) in cursor.fetchall()]


@lru_cache(maxsize=1)
def _tables() -> list[str]:
    return connection.introspection.table_names()
