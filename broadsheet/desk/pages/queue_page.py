"""The queue: a page of what waits, filtered and sorted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from broadsheet.desk.base_page import DESK, at_desk, page
from broadsheet.desk.pages.comment_cards import cards_of, with_forms
from broadsheet.desk.pages.comment_lookup import decision_to_undo
from broadsheet.desk.pages.forms import MOST_REASONS, QueueFilterForm
from broadsheet.desk.pages.state_words import names_of_queues, names_of_rules, names_of_sorts, names_of_states
from broadsheet.desk.queue import (
    Queue,
    QueueFilter,
    Sort,
    count,
    find_page,
    is_reindexing,
    languages_of_queue,
    latest_bulk_jobs,
    latest_item_of_writer,
    rules_of_queue,
    totals,
)
from broadsheet.moderation.queries import reasons_in_use
from broadsheet.people import Person
from broadsheet.stories import LANGUAGES, queries

_COUNTED_AS = {Queue.HELD: "held", Queue.FLAGGED: "flagged", Queue.AUDIT: "audit", Queue.NEW: "fresh"}


@require_safe
@at_desk
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    """The first page of what the address asks for, or the one after `after`."""
    filters = QueueFilterForm(request.GET).filters(person)
    found = find_page(filters)
    number, whole = (found.total, True) if found.total is not None else count(filters)
    back = DESK + (f"?{filters.address()}" if filters.address() else "")
    reasons = reasons_in_use(MOST_REASONS)
    context = {
        "filters": filters,
        "cards": with_forms(cards_of(found.items, person), back, reasons),
        "count": number,
        "whole": whole,
        "bounded": found.bounded,
        "next": filters.address(after=found.after) if found.after else "",
        "queues": _queues(filters, person),
        "sorts": [(sort, name, filters.address(sort=sort), sort == filters.sort) for sort, name in names_of_sorts()],
        "last": decision_to_undo(request, person),
        "jobs": latest_bulk_jobs(person),
        "reasons": reasons,
        "reindexing": is_reindexing(),
        "back": back,
        **_choices(filters),
    }
    return page(request, "queue", context)


def _queues(filters: QueueFilter, person: Person) -> list[tuple[str, str, str, int, bool]]:
    """(key, name, address, how many, whether it is this one) of each queue, then of states that are lists of their own."""
    kept, names = totals(person.remit), names_of_states()
    of_state = filters.queue == Queue.ALL and filters.state in {"spam", "removed"}
    found = []
    for one, name in names_of_queues():
        many = kept[_COUNTED_AS[one]] if one in _COUNTED_AS else sum(kept[state] for state in names)
        here = one == filters.queue and not of_state
        found.append((str(one), name, filters.address(queue=one, state=""), many, here))
    for state in ("spam", "removed"):
        here = of_state and filters.state == state
        address = filters.address(queue=Queue.ALL, state=state, sort=Sort.NEWEST)
        found.append((state, names[state], address, kept[state], here))
    return found


def _choices(filters: QueueFilter) -> dict[str, Any]:
    """What the list can be narrowed to."""
    sections = sorted((one.name, one.pk) for one in queries.sections_among(filters.sections))
    nowhere = [(0, gettext("In no section"))] if filters.sections is None else []
    names = names_of_rules()
    return {
        "sections": [*((pk, name) for name, pk in sections), *nowhere],
        "languages": [(code, LANGUAGES.get(code, code)) for code in languages_of_queue(filters.sections)],
        "rules": [(rule, names.get(rule, rule)) for rule in rules_of_queue()],
        "states": list(names_of_states().items()),
        "story": queries.find_story(filters.story),
        "writes": _name_of_writer(filters.writer),
    }


def _name_of_writer(writer: int | None) -> str:
    """The name that the writer's last comment stands under; empty where none is asked for."""
    if writer is None:
        return ""
    last = latest_item_of_writer(writer)
    return last.comment.by if last else gettext("nobody")
