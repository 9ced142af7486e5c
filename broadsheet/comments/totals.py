"""Totals over many comments, for the rota and for the monthly statistics."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment


def oldest_held_by_section() -> dict[int, datetime]:
    """When the comment that is held longest was written, by the id of its story's section; 0 for stories in none."""
    held = Comment.objects.filter(state=State.HELD).values_list("story__section")
    return {section or 0: at for section, at in held.annotate(at=Min("created"))}


def count_held_and_spam(comments: Any, *, was_held: Q) -> dict[str, int]:
    """How many of these comments (ids, or a query that gives them) are or were `held`, and how many are `spam`.

    `was_held` is the condition that somebody decided about a held comment; decisions are another room's.
    """
    return Comment.objects.filter(pk__in=comments).aggregate(
        held=Count("pk", filter=Q(state=State.HELD) | was_held), spam=Count("pk", filter=Q(state=State.SPAM))
    )
