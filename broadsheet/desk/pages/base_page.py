"""The desk's own pages: for staff, in the language of their browser and the house's time zone, under one row of links."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from broadsheet import kit
from broadsheet.people import Person, moderators_only
from broadsheet.stories import house

P = ParamSpec("P")
PAGES: list[tuple[str, Any]] = [
    ("/-/desk/", _("Queue")),
    ("/-/desk/stories", _("Stories")),
    ("/-/desk/floods", _("Floods")),
    ("/-/desk/history", _("History")),
    ("/-/desk/appeals", _("Appeals")),
    ("/-/desk/corrections", _("Corrections")),
    ("/-/desk/rota", _("Rota")),
    ("/-/desk/reasons", _("Reasons")),
    ("/-/desk/filter", _("Spam filter")),
    ("/-/desk/rules", _("Rules")),
    ("/-/desk/people", _("Persons")),
]


def at_desk(
    view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For moderators, who come as the view's second argument; a refusal becomes an answer that gives back what was typed."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assert isinstance(request.user, Person)
        zone = ZoneInfo(house().time_zone)
        with translation.override(translation.get_language_from_request(request)), timezone.override(zone):
            return view(request, request.user, *args, **kwargs)

    return moderators_only(kit.refusing(answer))


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the desk, `templates/desk/<template>.html`; our own scripts may run in it."""
    around = {"pages": PAGES, "here": request.path, "person": request.user}
    return kit.page(request, f"desk/{template}", {**around, **context}, status, scripts=True)
