"""What this room holds of those who write, and forgetting it: copies alone, so they follow what the discussion forgot."""

from __future__ import annotations

from typing import Any

from broadsheet.desk.models import Case
from broadsheet.desk.queue import cases_of_writers, write_cases
from broadsheet.kit import DataSubject

_TOGETHER = 200


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """How each of their comments stands at the desk."""
    found = Case.objects.filter(pk__in=_cases(whose)).order_by("pk")
    return {
        "cases": [{"comment": one.pk, "state": one.state, "rule": one.rule, "flags": one.flags} for one in found],
    }


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """Once the discussion has forgotten: what found their comments by writer or by words finds them no longer."""
    ids = _cases(whose)
    for start in range(0, len(ids), _TOGETHER):
        write_cases(ids[start : start + _TOGETHER], anew=True)


def _cases(whose: DataSubject) -> list[int]:
    person = [f"person-{whose.person}"] if whose.person else []
    return cases_of_writers([*person, *whose.guests])
