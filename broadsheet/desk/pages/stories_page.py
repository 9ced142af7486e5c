"""Stories, by what waits in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.queue import piles
from broadsheet.people import Person

_ON_A_PAGE = 50


@require_safe
@at_desk
def waiting_stories(request: HttpRequest, person: Person) -> HttpResponse:
    """Those with most first."""
    found = piles(person.remit).filter(waits__gt=0).select_related("story__section").defer("story__body")
    return page(request, "stories", {"piles": found.order_by("-waits", "-story_id")[:_ON_A_PAGE], "most": _ON_A_PAGE})
