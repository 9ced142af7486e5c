"""Counts by story, kept with the cases: how many stand in each queue, without counting."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet, Sum

from broadsheet.comments import State
from broadsheet.desk.models import Case, Pile

KEPT = ("held", "flagged", "audit", "fresh", "published", "spam", "removed", "waits")
Counts = dict[str, int]
_ADD = f"UPDATE broadsheet_pile SET {', '.join(f'{name} = {name} + %s' for name in KEPT)} WHERE story_id = %s"  # noqa: S608 - our own words


def counts_of(case: Case | None) -> Counts:
    """Where one case counts."""
    if case is None:
        return {}
    found = {str(case.state): 1, "audit": int(case.audit), "fresh": int(case.fresh)}
    found["flagged"] = int(case.state == State.PUBLISHED and case.flags > 0)
    found["waits"] = int(case.urgency is not None)
    return found


def shift(pairs: Iterable[tuple[Case | None, Case]], stories: dict[int, tuple[int, str]]) -> None:
    """Count cases out as they were and in as they are; `stories` says section and language of each."""
    changes: dict[int, Counts] = {}
    for before, after in pairs:
        for case, sign in ((before, -1), (after, 1)):
            if case is not None:
                change = changes.setdefault(case.story, {})
                for name, number in counts_of(case).items():
                    change[name] = change.get(name, 0) + sign * number
    made = [Pile(story_id=story, section=of[0], language=of[1]) for story, of in stories.items()]
    Pile.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["story"], update_fields=["section", "language"]
    )
    rows = [[*(change.get(name, 0) for name in KEPT), story] for story, change in sorted(changes.items())]
    with connection.cursor() as cursor:  # by hand: one decision about many goes through as many stories
        cursor.executemany(_ADD, [row for row in rows if any(row[:-1])])


def piles(sections: frozenset[int] | None) -> QuerySet[Pile]:
    """Those of somebody's sections; None means all."""
    return Pile.objects.all() if sections is None else Pile.objects.filter(section__in=sections)


def totals(sections: frozenset[int] | None) -> Counts:
    """How many stand in each queue, for somebody who works in these sections."""
    found = piles(sections).aggregate(**{name: Sum(name) for name in KEPT})
    return {name: found[name] or 0 for name in KEPT}
