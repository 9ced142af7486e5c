"""Many comments at once, from an import: true parents, true times, one insert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from broadsheet.comments import sql
from broadsheet.comments.choices import State
from broadsheet.comments.counts import take, take_all
from broadsheet.comments.models import Comment, Discussion
from broadsheet.comments.threads import Placed, put_in_order, standing_in, write_order
from broadsheet.kit.identity import same_email
from broadsheet.stories import Story


@dataclass(frozen=True, slots=True)
class Contribution:
    """A comment as another system kept it. `html` is cleaned already.

    `key` names it among those that come with it; `parent` is the key of one of them, or the id of a comment that is here.
    """

    key: str
    name: str
    text: str
    html: str
    created: datetime
    state: str = State.PUBLISHED
    email: str = ""
    website: str = ""
    parent: str | int | None = None
    person: int | None = None
    likes: int = 0


def take_in_comments(story: Story, rows: Sequence[Contribution]) -> dict[str, int]:
    """Keep them all and put the discussion in order; gives the new ids by key. Writes no line to the ledger: the archive does.

    Rows may come in any order. Raises KeyError for a parent that is neither among them nor in this discussion,
    ValueError for comments that answer each other in a circle.
    """
    return take_in_discussions([(story, rows)])[0]


def take_in_discussions(pairs: Sequence[tuple[Story, Sequence[Contribution]]]) -> list[dict[str, int]]:
    """The same for many stories, each named once, in as many queries as for one."""
    with transaction.atomic():
        discussions = take_all([story.pk for story, _ in pairs])
        standing = standing_in(discussions)
        fresh = iter(sql.reserve_ids(sum(len(rows) for _, rows in pairs)))
        written: list[Comment] = []
        keys: list[dict[str, int]] = []
        for story, rows in pairs:
            ids = {row.key: next(fresh) for row in rows}
            new = [
                Placed(ids[row.key], _parent_id(row, ids), row.created, row.state == State.PUBLISHED) for row in rows
            ]
            here = standing[story.pk]
            after = put_in_order([*here, *new])
            write_order(discussions[story.pk], here, after)
            written += (_comment(story, row, after[ids[row.key]]) for row in rows)
            keys.append(ids)
        Discussion.objects.bulk_update(discussions.values(), ["comments", "threads"])
        sql.insert_comments(written)
    return keys


def reorder(story: Story) -> None:
    """Recount and renumber the whole discussion by the true times."""
    with transaction.atomic():
        discussion = take(story.pk)
        before = standing_in([story.pk])[story.pk]
        write_order(discussion, before, put_in_order(before))
        discussion.save(update_fields=["comments", "threads"])


def _parent_id(row: Contribution, ids: dict[str, int]) -> int | None:
    return ids[row.parent] if isinstance(row.parent, str) else row.parent


def _comment(story: Story, row: Contribution, placed: Placed) -> Comment:
    return Comment(
        id=placed.id,
        story_id=story.pk,
        parent_id=placed.parent,
        thread_id=placed.thread,
        number=placed.number,
        place=placed.place,
        replies=placed.replies,
        state=row.state,
        name=row.name,
        email=same_email(row.email),
        website=row.website,
        text=row.text,
        html=row.html,
        created=row.created,
        person_id=row.person,
        likes=row.likes,
    )
