"""Which moderator has which comment on the screen: a row that lasts half a minute, so that two do not decide the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from broadsheet.desk.models import Presence
from broadsheet.people import Person

LASTS = timedelta(seconds=30)


def mark_presence(comment_id: int, person: Person) -> str:
    """Say that this person has the comment on the screen. Gives the name of somebody else who has, and then stays theirs."""
    if other := viewer_of(comment_id, person):
        return other
    row = Presence(comment_id=comment_id, by=person, until=timezone.now() + LASTS)
    Presence.objects.bulk_create([row], update_conflicts=True, unique_fields=["comment"], update_fields=["by", "until"])
    return ""


def viewer_of(comment_id: int, person: Person) -> str:
    """The name of whoever else has the comment on the screen; empty where nobody has."""
    return viewers_of([comment_id], person).get(comment_id, "")


def viewers_of(comment_ids: Sequence[int], person: Person) -> dict[int, str]:
    """Who else has which of these comments on the screen, by name."""
    rows = Presence.objects.filter(comment__in=comment_ids, until__gt=timezone.now()).exclude(by=person)
    return {row.comment_id: row.by.name for row in rows.select_related("by")}


def delete_old_presence() -> None:
    """Delete the rows that are over; called by the worker."""
    Presence.objects.filter(until__lt=timezone.now() - LASTS).delete()
