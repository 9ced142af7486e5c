"""Counts by story, kept with the index rows: how many comments are in each queue, without counting them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet, Sum

from broadsheet.comments import State
from broadsheet.desk.models import QueueCount, QueueItem
from broadsheet.desk.queue.sql import COUNTED, add_to_counts

Counts = dict[str, int]


def counts_of(item: QueueItem | None) -> Counts:
    """What one item adds to the counts of its story."""
    if item is None:
        return {}
    found = {str(item.state): 1, "audit": int(item.audit), "fresh": int(item.fresh)}
    found["flagged"] = int(item.state == State.PUBLISHED and item.flags > 0)
    found["waits"] = int(item.urgency is not None)
    return found


def count_changes(pairs: Iterable[tuple[QueueItem | None, QueueItem]], stories: dict[int, tuple[int, str]]) -> None:
    """Take items out of the counts as they were, and in as they are; `stories` gives section and language of each."""
    changes: dict[int, Counts] = {}
    for before, after in pairs:
        for item, sign in ((before, -1), (after, 1)):
            if item is not None:
                change = changes.setdefault(item.story, {})
                for name, number in counts_of(item).items():
                    change[name] = change.get(name, 0) + sign * number
    made = [QueueCount(story_id=story, section=of[0], language=of[1]) for story, of in stories.items()]
    QueueCount.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["story"], update_fields=["section", "language"]
    )
    rows = [(story, [change.get(name, 0) for name in COUNTED]) for story, change in sorted(changes.items())]
    add_to_counts([(story, amounts) for story, amounts in rows if any(amounts)])


def counts_by_story(sections: frozenset[int] | None) -> QuerySet[QueueCount]:
    """The counts of stories in these sections; None means all."""
    return QueueCount.objects.all() if sections is None else QueueCount.objects.filter(section__in=sections)


def totals(sections: frozenset[int] | None) -> Counts:
    """How many comments are in each queue and state, in these sections."""
    found = counts_by_story(sections).aggregate(**{name: Sum(name) for name in COUNTED})
    return {name: found[name] or 0 for name in COUNTED}


def stories_waiting(sections: frozenset[int] | None, most: int) -> list[QueueCount]:
    """The counts of the stories with the most comments waiting, with their stories and sections."""
    found = counts_by_story(sections).filter(waits__gt=0).select_related("story__section").defer("story__body")
    return list(found.order_by("-waits", "-story_id")[:most])


def languages_of_queue(sections: frozenset[int] | None) -> list[str]:
    """The languages of stories that have comments."""
    return sorted(counts_by_story(sections).order_by().values_list("language", flat=True).distinct())
