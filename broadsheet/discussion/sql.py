"""The statement of this room that is written by hand."""

from __future__ import annotations

from django.db import connection

from broadsheet.people import Reader


def liked_rows(story_id: int, reader: Reader) -> list[int | None]:
    """The ids of the comments under the story that this reader likes, the newest like first; None stands for the story itself.

    Every open page of somebody known asks for it. With the ORM it took three quarters of the answer's time; in two
    statements, likes of other stories' comments would have to be read and thrown away.
    """
    parts: list[tuple[str, int | str]] = []
    if reader.person is not None:
        parts.append(("l.person_id = %s", reader.person.pk))
    if reader.guest:
        parts.append(("l.guest = %s", reader.guest))
    if not parts:
        return []
    statement = _LIKED.format(whose=" OR ".join(part for part, _ in parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for _, value in parts), story_id, story_id])
        return [pk for (pk,) in cursor.fetchall()]


_LIKED = """
    SELECT l.comment_id FROM broadsheet_like l LEFT JOIN broadsheet_comment c ON c.id = l.comment_id
    WHERE ({whose}) AND (l.story_id = %s OR c.story_id = %s) ORDER BY l.id DESC LIMIT 2000
"""
