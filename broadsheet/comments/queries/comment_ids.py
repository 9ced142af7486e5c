"""Ids of comments, found without loading their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment
from broadsheet.stories import Story


def ids_under(story: Story, comments: Collection[int]) -> set[int]:
    """Those of these comments that stand under the story."""
    return set(Comment.objects.filter(story=story, pk__in=comments).values_list("pk", flat=True))


def ids_after(comment: int, *, most: int, story: int | None = None, state: str = "") -> list[int]:
    """The next `most` ids above that of `comment`, ascending; only of the story, only in the state, where one is given."""
    found = Comment.objects.filter(pk__gt=comment)
    if story is not None:
        found = found.filter(story=story)
    if state:
        found = found.filter(state=state)
    return list(found.order_by("pk").values_list("pk", flat=True)[:most])


def newest_ids_since(since: datetime, most: int) -> list[int]:
    """The ids of the newest comments written after that moment, descending."""
    return list(Comment.objects.filter(created__gt=since).order_by("-pk").values_list("pk", flat=True)[:most])


def ids_above(comment: Comment, most: int) -> list[int]:
    """The ids of what the comment answers, and of what that answers, the topmost first; at most `most`."""
    chain: list[int] = []
    parent = comment.parent_id
    while parent is not None and len(chain) < most:
        chain.append(parent)
        parent = Comment.objects.filter(pk=parent).values_list("parent_id", flat=True).first()
    return chain[::-1]


def ids_below(comment: Comment, most: int) -> list[int]:
    """The ids of what is shown under the comment, in reading order and in whatever state; at most `most`."""
    place = bytes(comment.place)
    replies = Comment.objects.filter(thread=comment.top_id, place__gt=place, place__lt=place + b"\xff")
    return list(replies.order_by("place").values_list("pk", flat=True)[:most])


def sections_of(comments: Collection[int]) -> dict[int, int | None]:
    """The id of the section of each comment's story (None for a story in no section), by the comment's id."""
    return dict(Comment.objects.filter(pk__in=comments).values_list("pk", "story__section_id"))


def held_among(comments: Collection[int]) -> set[int]:
    """Those of these comments that are held."""
    return set(Comment.objects.filter(pk__in=comments, state=State.HELD).values_list("pk", flat=True))


def hidden_among(comments: Iterable[int]) -> list[tuple[int, int]]:
    """(comment's id, story's id) of those of these comments that are removed or spam."""
    hidden = Comment.objects.filter(pk__in=comments, state__in=[State.REMOVED, State.SPAM])
    return list(hidden.values_list("pk", "story_id"))
