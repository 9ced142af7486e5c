"""The rows of a folder's SQLite file in an empty PostgreSQL database, as that version would have had them there:
`python -m tests.upgrading.loading SQLITE-FILE`. The database is BROADSHEET_DATABASE; its user owns the server.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Sequence
from typing import Any

import django

_NOT_COPIED = ("django_migrations", "wagtailsearch_", "broadsheet_words", "sqlite_")
Node = tuple[str, str]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")
    django.setup()
    with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as folder:
        migrate_as_far_as(folder)
        copy(folder)
        index_words(folder)
    folder.close()


def migrate_as_far_as(folder: sqlite3.Connection) -> None:
    """To the newest migration of each app that the folder knows. Exits with 75 where one of them is no more."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    known: set[Node] = set(folder.execute("SELECT app, name FROM django_migrations"))
    missing = sorted(node for node in known if node not in graph.nodes and node[0] == "broadsheet")
    if missing:
        sys.stderr.write(f"Today's code has no migrations of these names: {missing}\n")
        sys.exit(os.EX_TEMPFAIL)
    present = known & set(graph.nodes)
    below = {parent for node in present for parent in graph.node_map[node].parents}
    executor.migrate([node for node in sorted(present) if node not in below])


def copy(folder: sqlite3.Connection) -> None:
    """Table by table, without asking about keys in between; then every counter goes on from where it was."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith(_NOT_COPIED)]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for table in tables:
            copy_table(folder, cursor, table)


def copy_table(folder: sqlite3.Connection, cursor: Any, table: str) -> None:
    cursor.execute(
        "SELECT column_name, data_type, is_identity FROM information_schema.columns WHERE table_name = %s", [table]
    )
    columns = cursor.fetchall()
    names = ", ".join(f'"{name}"' for name, _kind, _counts in columns)
    rows = folder.execute(f"SELECT {names} FROM {table}").fetchall()
    with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as to:
        for row in rows:
            to.write_row(fit(row, [kind for _name, kind, _counts in columns]))
    for name, _kind, counts in columns:
        if counts == "YES" and rows:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{name}'), max(\"{name}\")) FROM {table}")


def fit(row: Sequence[Any], kinds: Sequence[str]) -> list[Any]:
    """SQLite keeps truth as a number."""
    return [bool(one) if kind == "boolean" and one is not None else one for one, kind in zip(row, kinds, strict=True)]


def index_words(folder: sqlite3.Connection) -> None:
    """As 0.3.0 kept them on PostgreSQL (`searching.py` of that version)."""
    from django.db import connection

    if not folder.execute("SELECT 1 FROM sqlite_master WHERE name = 'broadsheet_words'").fetchone():
        return
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, folder.execute("SELECT rowid, text, tags FROM broadsheet_words").fetchall())


_INSERT = """
    INSERT INTO broadsheet_words (comment_id, words)
    SELECT one.id, to_tsvector('simple', one.text)
        || array_to_tsvector(ARRAY(SELECT '~' || tag FROM unnest(string_to_array(one.tags, ' ')) AS tag))
    FROM (SELECT %s::bigint AS id, %s::text AS text, %s::text AS tags) AS one
"""

if __name__ == "__main__":
    main()
