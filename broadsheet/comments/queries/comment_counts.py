"""Counts kept with comments and discussions; mentions by other sites."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Count, F

from broadsheet.comments.models import Comment, Discussion, Mention
from broadsheet.stories import Story


def any_comments() -> bool:
    """Whether there is any comment, in whatever state."""
    return Comment.objects.exists()


def has_published(story: Story) -> bool:
    """Whether any published comment stands under the story."""
    return Discussion.objects.filter(pk=story.pk, comments__gt=0).exists()


def reply_counts(comments: Collection[int]) -> dict[int, int]:
    """How many direct replies each of these comments has, in whatever state; those without any are left out."""
    found = Comment.objects.filter(parent__in=comments).order_by().values_list("parent").annotate(Count("pk"))
    return {parent: count for parent, count in found if parent}


def likes_of_comment(comment: int) -> int:
    """How many readers like the comment. Raises Comment.DoesNotExist."""
    return Comment.objects.values_list("likes", flat=True).get(pk=comment)


def likes_of_story(story: int) -> int:
    """How many readers like the story; 0 where it has no discussion yet."""
    return Discussion.objects.filter(pk=story).values_list("likes", flat=True).first() or 0


def add_to_likes(step: int, *, comment: int | None = None, story: int | None = None) -> None:
    """Count `step` (1 or -1) likes of the comment or of the story; the count never goes below 0."""
    if comment is not None:
        Comment.objects.filter(pk=comment, likes__gte=-step).update(likes=F("likes") + step)
    if story is not None:
        Discussion.objects.filter(pk=story, likes__gte=-step).update(likes=F("likes") + step)


def add_mentions(mentions: Sequence[Mention]) -> None:
    """Keep mentions of stories by other sites in one statement; each gets its id."""
    Mention.objects.bulk_create(mentions)
