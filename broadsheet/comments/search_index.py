"""Finding comments by their words: an index of the database's own (FTS5, or tsvector), which holds copies of texts.

Whoever keeps the list of comments gives each its words and its tags (plain letters and digits) and so decides when it is
found; every verb here that changes or forgets words takes them out in its own transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w", re.UNICODE)
_MOST_PARTS = 8
_TOGETHER = 500
_MOST_LETTERS = 20_000


def index_words(rows: Sequence[tuple[int, str, str]]) -> None:
    """Let these be found: (comment's id, words, tags parted by spaces). What was known of them before is gone."""
    forget_words([pk for pk, _, _ in rows])
    given = [(pk, words.replace("\0", " ")[:_MOST_LETTERS], tags) for pk, words, tags in rows]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT[connection.vendor], given)


def forget_words(comments: Iterable[int]) -> None:
    """Nothing finds these by their words any more. Within the caller's transaction."""
    ids = list(comments)
    column = "rowid" if connection.vendor == "sqlite" else "comment_id"
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        marks = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM broadsheet_words WHERE {column} IN ({marks})", some)  # noqa: S608 - our own words


def find_words(
    words: str, tags: Sequence[Sequence[str]] = (), *, most: int, after: int | None = None, oldest: bool = False
) -> list[int]:
    """The newest (or `oldest`) comments with all of these words ("two together" in quotes) and one tag of each group; `after` an id.

    At most `most`. Nothing where no letter was asked for.
    """
    parts = [" ".join(found).strip() for found in _PARTS.findall(words.replace("\0", " "))][:_MOST_PARTS]
    parts = [part.replace('"', "") for part in parts if _LETTERS.search(part)]
    if not parts or not all(tags):
        return []
    sqlite = connection.vendor == "sqlite"
    text, given = _fts5(parts, tags) if sqlite else _tsquery(parts, tags)
    column = "rowid" if sqlite else "comment_id"
    if after is not None:
        text, given = f"{text} AND {column} {'>' if oldest else '<'} %s", [*given, after]
    order = "ASC" if oldest else "DESC"
    with connection.cursor() as cursor:
        query = f"SELECT {column} FROM broadsheet_words WHERE {text} ORDER BY {column} {order} LIMIT %s"  # noqa: S608 - our own words
        cursor.execute(query, [*given, most])
        return [row[0] for row in cursor.fetchall()]


def _fts5(parts: Sequence[str], tags: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
    words = " AND ".join(f'"{part}"' for part in parts)
    groups = "".join(" AND tags : (" + " OR ".join(f'"{tag}"' for tag in group) + ")" for group in tags)
    return "broadsheet_words MATCH %s", [f"text : ({words}){groups}"]


def _tsquery(parts: Sequence[str], tags: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
    words = " AND ".join(["words @@ phraseto_tsquery('simple', %s)"] * len(parts))
    groups = "".join(" AND words @@ %s::tsquery" for _ in tags)
    return f"{words}{groups}", [*parts, *(" | ".join(f"'~{tag}'" for tag in group) for group in tags)]


_INSERT = {
    "sqlite": "INSERT INTO broadsheet_words (rowid, text, tags) VALUES (%s, %s, %s)",
    "postgresql": """
        INSERT INTO broadsheet_words (comment_id, words)
        SELECT one.id, to_tsvector('simple', one.text)
            || array_to_tsvector(ARRAY(SELECT '~' || tag FROM unnest(string_to_array(one.tags, ' ')) AS tag))
        FROM (SELECT %s::bigint AS id, %s::text AS text, %s::text AS tags) AS one
    """,
}
