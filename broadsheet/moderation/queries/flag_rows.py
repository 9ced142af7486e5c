"""Flags of readers; open ones are those that staff have not answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from broadsheet.moderation.models import Flag


def open_flags_of(comments: Collection[int]) -> list[Flag]:
    """The open flags of these comments, the oldest first."""
    return list(Flag.objects.filter(comment__in=comments, right=None).order_by("pk"))


def open_flag_counts(comments: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """How many open flags each of these comments has, and when the first of them came; those without are left out."""
    found: dict[int, tuple[int, datetime]] = {}
    waiting = Flag.objects.filter(comment__in=comments, right=None).order_by("pk")
    for comment, at in waiting.values_list("comment_id", "at"):
        count, first = found.get(comment, (0, at))
        found[comment] = (count + 1, first)
    return found


def open_flags_with_address(comment: int) -> list[Flag]:
    """The open flags of a comment whose readers left an address, with comment and story."""
    found = Flag.objects.filter(comment=comment, right=None).exclude(email="").select_related("comment__story")
    return list(found.defer("comment__story__body"))


def answered_flags_with_address(comment: int) -> list[int]:
    """The ids of the answered flags of a comment whose readers left an address."""
    found = Flag.objects.filter(comment=comment, right__isnull=False).exclude(email="")
    return list(found.values_list("pk", flat=True))


def answered_flag(flag: int) -> Flag | None:
    """An answered flag with comment and story, under a story that is published."""
    found = Flag.objects.select_related("comment__story").defer("comment__story__body")
    return found.filter(pk=flag, right__isnull=False, comment__story__live=True).first()


def story_of_flag(flag: int) -> int | None:
    """The id of the story under which the flagged comment stands."""
    return Flag.objects.filter(pk=flag).values_list("comment__story_id", flat=True).first()


def flag_addresses() -> set[str]:
    """Every e-mail address that was given with a flag."""
    return set(Flag.objects.exclude(email="").values_list("email", flat=True).distinct())
