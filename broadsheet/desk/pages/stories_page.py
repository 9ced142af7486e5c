"""The stories with the most comments waiting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.queue import stories_waiting
from broadsheet.people import Person

_ON_A_PAGE = 50


@require_safe
@at_desk
def waiting_stories(request: HttpRequest, person: Person) -> HttpResponse:
    """Those with most first."""
    return page(request, "stories", {"counts": stories_waiting(person.remit, _ON_A_PAGE), "most": _ON_A_PAGE})
