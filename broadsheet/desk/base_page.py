"""What every page of the desk has: staff only, the browser's language, the site's time zone, and the row of links."""

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
from broadsheet.kit import NotYours
from broadsheet.people import Person, moderators_only
from broadsheet.stories import site_settings

P = ParamSpec("P")
DESK = "/-/desk/"
PAGES: list[tuple[str, Any]] = [
    (DESK, _("Queue")),
    ("/-/desk/stories", _("Stories")),
    ("/-/desk/floods", _("Floods")),
    ("/-/desk/history", _("History")),
    ("/-/desk/appeals", _("Appeals")),
    ("/-/desk/corrections", _("Corrections")),
    ("/-/desk/rota", _("Rota")),
    ("/-/desk/reasons", _("Reasons")),
    ("/-/desk/filter", _("Spam filter")),
    ("/-/desk/rules", _("Rules")),
    ("/-/desk/people", _("People")),
]


def at_desk(
    view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For moderators only; the person is the view's second argument. A Refusal becomes an answer with its sentence."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assert isinstance(request.user, Person)
        zone = ZoneInfo(site_settings().time_zone)
        with translation.override(translation.get_language_from_request(request)), timezone.override(zone):
            return view(request, request.user, *args, **kwargs)

    return moderators_only(kit.refusing(answer))


def refuse_some_sections(person: Person, sentence: str) -> None:
    """For what concerns the whole site. Raises NotYours with the sentence for who works in some sections only."""
    if person.remit is not None:
        raise NotYours(sentence)


def refuse_non_editors(person: Person, sentence: str) -> None:
    """For what the newsroom decides. Raises NotYours with the sentence for who moderates and does not edit."""
    if not person.edits:
        raise NotYours(sentence)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the desk, `templates/desk/<template>.html`; the site's own scripts may run in it."""
    around = {"pages": PAGES, "here": request.path, "person": request.user}
    return kit.page(request, f"desk/{template}", {**around, **context}, status, scripts=True)
