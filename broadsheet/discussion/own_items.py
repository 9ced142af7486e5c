"""What is a reader's own on one story's pages: their comments and their likes, in one statement each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.comments import Side, State
from broadsheet.comments.queries import own_rows
from broadsheet.discussion.sql import liked_rows
from broadsheet.people import Reader


@dataclass(slots=True)
class OwnComments:
    """Ids, newest first: of the published comments; and of those that nobody else sees, that may still be changed, or that staff
    removed.
    """

    published: list[int] = field(default_factory=list)
    changeable: list[int] = field(default_factory=list)


def own_comments(story_id: int, reader: Reader, since: datetime) -> OwnComments:
    """What this reader wrote under the story; what was written after `since` may still be changed."""
    own = OwnComments()
    for pk, state, young, removed_by in own_rows(story_id, reader, since):
        if state == State.PUBLISHED:
            own.published.append(pk)
        by_staff = state == State.REMOVED and removed_by == Side.STAFF
        if state in {State.HELD, State.SPAM} or by_staff or (young and state == State.PUBLISHED):
            own.changeable.append(pk)
    return own


def liked_in(story_id: int, reader: Reader) -> tuple[list[int], bool]:
    """The ids of the comments that this reader likes under the story, and whether they like the story."""
    ids = liked_rows(story_id, reader)
    return [pk for pk in ids if pk is not None], None in ids
