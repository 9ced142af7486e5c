"""The statements of this room that are written by hand, each with the reason why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import DateTimeField

from broadsheet.comments.models import Comment, Finding
from broadsheet.people import Reader

Getter = tuple[Callable[[Comment], Any], bool]


def insert_comment(comment: Comment) -> int:
    """Keep a new comment; gives its id.

    By hand: the ORM asks every field of every row how it is to be written, which takes longer than to write it.
    """
    statement, getters = _insert_statement(connection.vendor, with_id=False)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id", _row(comment, getters))
        return int(cursor.fetchone()[0])


def insert_comments(comments: Sequence[Comment]) -> None:
    """Keep comments that have their ids already; by hand as `insert_comment`."""
    statement, getters = _insert_statement(connection.vendor, with_id=True)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_row(comment, getters) for comment in comments])


@lru_cache(maxsize=4)
def _insert_statement(vendor: str, *, with_id: bool) -> tuple[str, list[Getter]]:
    fields = [field for field in Comment._meta.concrete_fields if with_id or not field.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    getters: list[Getter] = [(attrgetter(field.attname), isinstance(field, DateTimeField)) for field in fields]
    return f"INSERT INTO {quote(Comment._meta.db_table)} ({names}) VALUES ({marks})", getters  # noqa: S608


def _row(comment: Comment, getters: list[Getter]) -> list[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(get(comment)) if moment else get(comment) for get, moment in getters]


def reserve_ids(many: int) -> list[int]:
    """Ids of comments that nobody else will get: SQLite has one writer at a time, PostgreSQL a sequence."""
    table = Comment._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, many]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + many))


def count_new(story: int, published: int, threads: int) -> int:
    """Count so many new comments and threads in; gives how many threads there are then.

    By hand: locks the discussion in one statement where the ORM needs two, and every post comes through here.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_NEW, [story, published, threads])
        return int(cursor.fetchone()[0])


_COUNT_NEW = """
    INSERT INTO broadsheet_discussion (story_id, comments, threads, likes) VALUES (%s, %s, %s, 0)
    ON CONFLICT (story_id) DO UPDATE SET
        comments = broadsheet_discussion.comments + excluded.comments,
        threads = broadsheet_discussion.threads + excluded.threads
    RETURNING threads
"""


def has_more_replies(thread: int, than: int) -> bool:
    """Whether more than so many comments, in whatever state, are in the thread below its first.

    By hand: asked of every thread in a flood, it was half the press's work.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HAS_SO_MANY, [thread, than])
        return cursor.fetchone() is not None


_HAS_SO_MANY = "SELECT 1 FROM broadsheet_comment WHERE thread_id = %s LIMIT 1 OFFSET %s"


def rewrite_order(rows: Iterable[tuple[int, int | None, bytes, int, int | None]]) -> None:
    """Write (id, thread, place, replies, number) of comments that were put in another order.

    By hand: `bulk_update` makes one statement of many cases. A number must not stand twice, not even for a moment, so
    those that change are taken away first.
    """
    rows = list(rows)
    with connection.cursor() as cursor:
        cursor.executemany(_ORDER, [(thread, place, replies, pk) for pk, thread, place, replies, _ in rows])
        cursor.executemany(_NUMBER, [(number, pk) for pk, *_, number in rows if number is not None])


_ORDER = "UPDATE broadsheet_comment SET thread_id = %s, number = NULL, place = %s, replies = %s WHERE id = %s"
_NUMBER = "UPDATE broadsheet_comment SET number = %s WHERE id = %s"


def own_rows(story: int, reader: Reader, since: datetime) -> list[tuple[int, str, bool, str]]:
    """(id, state, whether written after `since`, who removed it) of the reader's newest 200 comments under the story.

    By hand: asked with every page that a known reader opens, and the ORM takes longer than the database.
    """
    parts: list[tuple[str, int | str]] = []
    if reader.person is not None:
        parts.append(("person_id = %s", reader.person.pk))
    if reader.guest:
        parts.append(("guest = %s", reader.guest))
    if not parts:
        return []
    moment = connection.ops.adapt_datetimefield_value(since)
    statement = _OWN.format(whose=" OR ".join(part for part, _ in parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment, story, *(value for _, value in parts)])
        return list(cursor.fetchall())


_OWN = """
    SELECT id, state, created > %s, removed_by FROM broadsheet_comment
    WHERE story_id = %s AND ({whose}) ORDER BY id DESC LIMIT 200
"""


def same_words(story: int, digest: str, since: datetime) -> list[tuple[str, int | None]]:
    """(guest, person's id) of those who wrote a text of this digest under the story after `since`; at most 20.

    By hand: the ORM takes half a millisecond, a fifth of a post.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAME_WORDS, [story, digest, connection.ops.adapt_datetimefield_value(since)])
        return list(cursor.fetchall())


_SAME_WORDS = """
    SELECT guest, person_id FROM broadsheet_comment WHERE story_id = %s AND digest = %s AND created > %s LIMIT 20
"""


def insert_findings(found: Sequence[Finding]) -> None:
    """By hand and in one statement: most comments of a flood are held, each with its findings."""
    adapt = connection.ops.adapt_datetimefield_value
    values = [
        (
            one.comment_id,
            one.rule,
            str(one.does),
            one.words[:300],
            one.measured,
            one.limit,
            one.subject[:120],
            one.pending,
            one.note[:120],
            one.late,
            adapt(one.at),
        )
        for one in found
    ]
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"{_INSERT_FINDINGS} VALUES {marks}", [value for row in values for value in row])


_INSERT_FINDINGS = """
    INSERT INTO broadsheet_finding
        (comment_id, rule, does, words, measured, "limit", subject, pending, note, late, at)
"""


def count_out_many(stories: Mapping[int, int], threads: Mapping[int, int]) -> None:
    """Count so many published comments less in discussions and threads, by id; no count goes below 0.

    By hand: one statement is prepared once and run for each row, where the ORM would compile one for each.
    """
    with connection.cursor() as cursor:
        cursor.executemany(_FEWER_COMMENTS, [(count, count, story) for story, count in sorted(stories.items())])
        cursor.executemany(_FEWER_REPLIES, [(count, count, thread) for thread, count in sorted(threads.items())])


_FEWER_COMMENTS = """
    UPDATE broadsheet_discussion SET comments = CASE WHEN comments > %s THEN comments - %s ELSE 0 END WHERE story_id = %s
"""
_FEWER_REPLIES = """
    UPDATE broadsheet_comment SET replies = CASE WHEN replies > %s THEN replies - %s ELSE 0 END WHERE id = %s
"""


def index_words(rows: Sequence[tuple[int, str, str]]) -> None:
    """Keep (comment's id, words, tags parted by spaces) in the search index: FTS5 on SQLite, a tsvector on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.executemany(_INDEX[connection.vendor], rows)


_INDEX = {
    "sqlite": "INSERT INTO broadsheet_words (rowid, text, tags) VALUES (%s, %s, %s)",
    "postgresql": """
        INSERT INTO broadsheet_words (comment_id, words)
        SELECT one.id, to_tsvector('simple', one.text)
            || array_to_tsvector(ARRAY(SELECT '~' || tag FROM unnest(string_to_array(one.tags, ' ')) AS tag))
        FROM (SELECT %s::bigint AS id, %s::text AS text, %s::text AS tags) AS one
    """,
}


def forget_words(comments: Sequence[int]) -> None:
    """Take these comments out of the search index."""
    marks = ", ".join(["%s"] * len(comments))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM broadsheet_words WHERE {_words_key()} IN ({marks})", comments)  # noqa: S608 - our own words


def find_words(
    parts: Sequence[str], tags: Sequence[Sequence[str]], *, most: int, after: int | None, oldest: bool
) -> list[int]:
    """The ids of at most so many comments that hold all of these parts and one tag of each group, beyond the id `after`."""
    text, given = _fts5(parts, tags) if connection.vendor == "sqlite" else _tsquery(parts, tags)
    column = _words_key()
    if after is not None:
        text, given = f"{text} AND {column} {'>' if oldest else '<'} %s", [*given, after]
    order = "ASC" if oldest else "DESC"
    with connection.cursor() as cursor:
        query = f"SELECT {column} FROM broadsheet_words WHERE {text} ORDER BY {column} {order} LIMIT %s"  # noqa: S608 - our own words
        cursor.execute(query, [*given, most])
        return [row[0] for row in cursor.fetchall()]


def _words_key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "comment_id"


def _fts5(parts: Sequence[str], tags: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
    words = " AND ".join(f'"{part}"' for part in parts)
    groups = "".join(" AND tags : (" + " OR ".join(f'"{tag}"' for tag in group) + ")" for group in tags)
    return "broadsheet_words MATCH %s", [f"text : ({words}){groups}"]


def _tsquery(parts: Sequence[str], tags: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
    words = " AND ".join(["words @@ phraseto_tsquery('simple', %s)"] * len(parts))
    groups = "".join(" AND words @@ %s::tsquery" for _ in tags)
    return f"{words}{groups}", [*parts, *(" | ".join(f"'~{tag}'" for tag in group) for group in tags)]
