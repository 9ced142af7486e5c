"""What is a reader's own on one story's pages, in two statements: every open page of somebody known asks for it.

By hand: with the ORM these questions took three quarters of the answer's time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from broadsheet.comments import Side, State
from broadsheet.people import Reader


@dataclass(slots=True)
class Own:
    """Ids: of the published comments, newest first; of those that nobody else sees, that may still be changed, or that
    staff removed lately.
    """

    published: list[int] = field(default_factory=list)
    changeable: list[int] = field(default_factory=list)


def own_comments(story_id: int, reader: Reader, since: datetime) -> Own:
    """What this reader wrote under the story; what was written after `since` may still be changed."""
    own, (whose, values) = Own(), _whose(reader)
    if not whose:
        return own
    moment = connection.ops.adapt_datetimefield_value(since)
    with connection.cursor() as cursor:
        cursor.execute(_OWN.format(whose=whose), [moment, story_id, *values])
        for pk, state, young, removed_by in cursor.fetchall():
            if state == State.PUBLISHED:
                own.published.append(pk)
            taken = state == State.REMOVED and removed_by == Side.STAFF
            if state in {State.HELD, State.SPAM} or taken or (young and state == State.PUBLISHED):
                own.changeable.append(pk)
    return own


_OWN = """
    SELECT id, state, created > %s, removed_by FROM broadsheet_comment
    WHERE story_id = %s AND ({whose}) ORDER BY id DESC LIMIT 200
"""


def liked_in(story_id: int, reader: Reader) -> tuple[list[int], bool]:
    """The ids of the comments that this reader likes under the story, and whether they like the story."""
    whose, values = _whose(reader, "l.")
    if not whose:
        return [], False
    with connection.cursor() as cursor:
        cursor.execute(_LIKED.format(whose=whose), [*values, story_id, story_id])
        ids = [pk for (pk,) in cursor.fetchall()]
    return [pk for pk in ids if pk is not None], None in ids


_LIKED = """
    SELECT l.comment_id FROM broadsheet_like l LEFT JOIN broadsheet_comment c ON c.id = l.comment_id
    WHERE ({whose}) AND (l.story_id = %s OR c.story_id = %s) ORDER BY l.id DESC LIMIT 2000
"""


def _whose(reader: Reader, table: str = "") -> tuple[str, list[int | str]]:
    """The condition for what is this person's or this guest's, and its values; empty for a stranger."""
    parts: list[tuple[str, int | str]] = []
    if reader.person is not None:
        parts.append((f"{table}person_id = %s", reader.person.pk))
    if reader.guest:
        parts.append((f"{table}guest = %s", reader.guest))
    return " OR ".join(part for part, _ in parts), [value for _, value in parts]
