"""What this room holds of a data subject, and erasing it: copies alone, so they follow what other rooms have erased."""

from __future__ import annotations

from typing import Any

from broadsheet.comments import writer_key
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue import items_of_writers, update_items
from broadsheet.kit import DataSubject

_TOGETHER = 200  # items written in one transaction


def held_under(subject: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """The queue's items of their comments."""
    found = QueueItem.objects.filter(pk__in=_items(subject)).order_by("pk")
    return {
        "cases": [{"comment": one.pk, "state": one.state, "rule": one.rule, "flags": one.flags} for one in found],
    }


def erase_under(subject: DataSubject, *, words: bool) -> None:
    """Once the comments are erased: write their items anew, so that they are found by writer or words no longer."""
    ids = _items(subject)
    for start in range(0, len(ids), _TOGETHER):
        update_items(ids[start : start + _TOGETHER], anew=True)


def _items(subject: DataSubject) -> list[int]:
    person = [writer_key(subject.person)] if subject.person else []
    return items_of_writers([*person, *subject.guests])
