"""The queue: a page of what waits, narrowed and sorted as somebody wants it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from broadsheet.desk.models import Case
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.comment_display import items_of, with_deeds
from broadsheet.desk.pages.decision_views import last_decision
from broadsheet.desk.pages.state_words import names_of_queues, names_of_rules, names_of_sorts, names_of_states
from broadsheet.desk.queue import (
    Queue,
    Sort,
    Wanted,
    count,
    find,
    latest_sweeps,
    piles,
    to_be_filled,
    totals,
    wanted_from,
)
from broadsheet.moderation import Reason
from broadsheet.people import Person
from broadsheet.stories import LANGUAGES, Section, Story

_MOST_RULES = 40


@require_safe
@at_desk
def queue(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = wanted_from(request.GET.dict(), person)
    found = find(wanted)
    number, whole = (found.total, True) if found.total is not None else count(wanted)
    back = "/-/desk/" + (f"?{wanted.address()}" if wanted.address() else "")
    why = reasons()
    context = {
        "wanted": wanted,
        "items": with_deeds(items_of(found.cases, person), back, why),
        "count": number,
        "whole": whole,
        "bounded": found.bounded,
        "next": wanted.address(after=found.after) if found.after else "",
        "queues": queues(wanted, person),
        "sorts": [(sort, name, wanted.address(sort=sort), sort == wanted.sort) for sort, name in names_of_sorts()],
        "last": last_decision(request, person),
        "sweeps": latest_sweeps(person),
        "reasons": why,
        "filling": to_be_filled(),
        "back": back,
        **_choices(wanted),
    }
    return page(request, "queue", context)


def queues(wanted: Wanted, person: Person) -> list[tuple[str, str, str, int, bool]]:
    """(key, name, address, how many, whether it is this one) of each queue, then of states that are lists of their own."""
    kept = totals(person.remit)
    numbers = {Queue.HELD: "held", Queue.FLAGGED: "flagged", Queue.AUDIT: "audit", Queue.NEW: "fresh"}
    found = []
    for one, name in names_of_queues():
        many = (
            kept[numbers[one]]
            if one in numbers
            else sum(kept[state] for state in ("published", "held", "spam", "removed"))
        )
        here = one == wanted.queue and not (one == Queue.ALL and wanted.state in {"spam", "removed"})
        found.append((str(one), name, wanted.address(queue=one, state=""), many, here))
    for state in ("spam", "removed"):
        here = wanted.queue == Queue.ALL and wanted.state == state
        address = wanted.address(queue=Queue.ALL, state=state, sort=Sort.NEWEST)
        found.append((state, names_of_states()[state], address, kept[state], here))
    return found


def reasons() -> list[Reason]:
    """What staff may say for removing something, in the newsroom's order: the first nine have a digit."""
    return list(Reason.objects.filter(retired=False)[:20])


def _choices(wanted: Wanted) -> dict[str, Any]:
    """What can be narrowed to."""
    theirs = Section.objects.all() if wanted.sections is None else Section.objects.filter(pk__in=wanted.sections)
    sections = list(theirs.order_by("name").values_list("pk", "name"))
    spoken = sorted(piles(wanted.sections).order_by().values_list("language", flat=True).distinct())
    names, states = names_of_rules(), names_of_states()
    return {
        "sections": [*sections, *([(0, gettext("In no section"))] if wanted.sections is None else [])],
        "languages": [(code, LANGUAGES.get(code, code)) for code in spoken],
        "rules": [(rule, names.get(rule, rule)) for rule in rules()],
        "states": list(states.items()),
        "story": Story.objects.filter(pk=wanted.story).only("headline", "address").first() if wanted.story else None,
        "writes": _writer(wanted),
    }


def _writer(wanted: Wanted) -> str:
    """The name that the writer's last comment stands under."""
    if wanted.writer is None:
        return ""
    last = Case.objects.filter(writer=wanted.writer).select_related("comment__person").order_by("-created").first()
    return last.comment.by if last else gettext("nobody")


def rules() -> list[str]:
    """The rules that found anything: one step along the index for each."""
    found: list[str] = []
    while len(found) < _MOST_RULES:
        beyond = Case.objects.filter(rule__gt=found[-1] if found else "").order_by("rule", "state")
        following = beyond.values_list("rule", flat=True).first()
        if not following:
            break
        found.append(following)
    return found
