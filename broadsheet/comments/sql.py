"""The statements of this room that are written by hand, each with the reason why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from broadsheet.comments.models import Finding
from broadsheet.people import Reader


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
