"""Stories as rooms above look them up while readers write: whole rows that are kept in memory, and a few columns of many."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import connection

from broadsheet import kit
from broadsheet.stories.models import Story

_MOST_KEPT = 256
# By hand, and made into a story only when the row has changed: every post begins here.
_STORY = """
    SELECT id, live, page, address, headline, language, published_at, discussion_is, rule, "order", section_id
    FROM broadsheet_story WHERE id = %s
"""


class _KeptStories:
    """The stories that were looked up last, each with its row as it was then."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Any, Story | None]] = {}
        kit.register(self._kept.clear)

    def as_of(self, story_id: int, row: Any) -> Story | None:
        """The story of this row; read again where its row is not the kept one."""
        found = self._kept.get(story_id)
        if found is None or found[0] != row:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[story_id] = (row, next(iter(Story.objects.raw(_STORY, [story_id])), None))
        return found[1]


_kept = _KeptStories()


def story_for_readers(story_id: int) -> Story | None:
    """A story in whatever state, without its body, as it is in the database now; None where there never was one."""
    with connection.cursor() as cursor:
        cursor.execute(_STORY, [story_id])
        row = cursor.fetchone()
    return copy(_kept.as_of(story_id, row))  # a copy: what is kept stays as it was read


def languages_and_rules() -> dict[int, tuple[str, str]]:
    """(language, its own rule of who is published at once, or empty) of every story, by id."""
    return {pk: (language, rule) for pk, language, rule in Story.objects.values_list("pk", "language", "rule")}
