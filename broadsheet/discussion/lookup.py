"""Finding what an address is about, as far as readers may know of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext

from broadsheet.comments import Comment, Discussion, State
from broadsheet.comments.threads import where
from broadsheet.kit import Gone, Unknown, cache_for_request
from broadsheet.stories import Openness, Story, house, openness

_found: dict[int, tuple[Any, Story | None]] = {}  # the stories found last, each with its row as it was then
_MOST_FOUND = 256
# By hand, and made into a story only when the row has changed: every post begins here.
_STORY = """
    SELECT id, live, page, address, headline, language, published_at, discussion_is, rule, "order", section_id
    FROM broadsheet_story WHERE id = %s
"""


def find_story(story_id: int) -> Story:
    """A story that readers may read. Raises Gone for one withdrawn, Unknown for one that never was."""
    with connection.cursor() as cursor:
        cursor.execute(_STORY, [story_id])
        row = cursor.fetchone()
    found = _found.get(story_id)
    if found is None or found[0] != row:
        if len(_found) >= _MOST_FOUND:
            _found.clear()
        found = _found[story_id] = (row, next(iter(Story.objects.raw(_STORY, [story_id])), None))
    return copy(_readable(found[1]))  # what is kept stays as it was found


def is_discussed(story: Story) -> bool:
    """Whether there is a discussion to show: under every story, and under a standing page that takes or has comments."""
    if not story.page or openness(story) != Openness.CLOSED:
        return True
    return Discussion.objects.filter(pk=story.pk, comments__gt=0).exists()


def find_comment(comment_id: int) -> Comment:
    """A comment in whatever state, under a story that readers may read. Raises Gone or Unknown."""
    comments = Comment.objects.select_related("story", "parent__person", "thread", "person")
    comment = comments.defer("story__body").filter(pk=comment_id).first()
    _readable(comment.story if comment else None)
    assert comment is not None
    return comment


def _readable(story: Story | None) -> Story:
    if story is not None and story.live:
        return story
    if story is not None and story.published_at is not None and story.published_at <= timezone.now():
        raise Gone(gettext("This story is not here any more. Please keep your words."))
    raise Unknown(gettext("There is nothing here. Perhaps the address was cut off?"))


def place_of_tombstone(comment: Comment) -> str:
    """Where the tombstone stands, with its anchor; empty when nothing published stands under it."""
    place = bytes(comment.place)
    below = Comment.objects.filter(thread=comment.top_id, state=State.PUBLISHED)
    below = below.filter(place__gt=place, place__lt=place + b"\xff").select_related("story", "thread")
    first = below.order_by("place").first()
    return f"{where(first).partition('#')[0]}#comment-{comment.pk}" if first else ""


@contextmanager
def speaking(story: Story) -> Iterator[None]:
    """Words in the story's language, times in the house's zone; the house is asked once."""
    with cache_for_request(), translation.override(story.language), timezone.override(ZoneInfo(house().time_zone)):
        yield
