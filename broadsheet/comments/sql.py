"""The statements of this room that are written by hand, each with the reason why."""

from __future__ import annotations

from collections.abc import Sequence
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
    rows = [
        (one.comment_id, one.rule, str(one.does), one.words[:300], one.threshold[:120], one.late, adapt(one.at))
        for one in found
    ]
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"{_INSERT_FINDINGS} VALUES {marks}", [value for row in rows for value in row])


_INSERT_FINDINGS = "INSERT INTO broadsheet_finding (comment_id, rule, does, words, threshold, late, at)"
