"""Answers of this room: small complete pages in the newspaper's own look, kept by nobody, in which nothing runs but ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from broadsheet import kit
from broadsheet.kit import Refusal, private
from broadsheet.people.models import Person
from broadsheet.people.sign_in.sessions import enter, tell_scripts

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SIGN_IN = "/-/sign-in/"
OWN_PAGE = "/-/you/"


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The kit's page from `templates/people/`, with the address to go on to, in which this site's scripts run."""
    return kit.page(request, f"people/{template}", {"to": where_to(request), **context}, status, scripts=True)


def where_to(request: HttpRequest) -> str:
    """Where the reader came from and goes back to: a path of this site, whatever was sent; else their own page."""
    to = request.POST.get("next") or request.GET.get("next") or ""
    return to if is_ours(to) else OWN_PAGE


def is_ours(to: str) -> bool:
    """Whether a browser that is sent there stays here. Control characters and backslashes are read leniently by some."""
    plain = to.isprintable() and "\\" not in to and not to.startswith("//") and len(to) < 500
    return to.startswith("/") and plain and url_has_allowed_host_and_scheme(to, allowed_hosts=None)


def sign_in_address(to: str) -> str:
    """Where somebody who is not signed in is sent first."""
    return f"{SIGN_IN}?{urlencode({'next': to})}"


def welcome(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """Begin the session and go on. Raises Blocked."""
    enter(request, person)
    response = private(HttpResponseRedirect(to if is_ours(to) else OWN_PAGE, status=303))
    tell_scripts(response)
    return response


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal that no form can take back: a page, or JSON for scripts. Nothing typed comes back: it may be a secret."""
    if kit.wants_json(request):
        return kit.json({"sentence": refusal.sentence}, refusal.status)
    return page(request, "refusal", {"refusal": refusal}, refusal.status)


def refusing(view: View[P]) -> View[P]:
    """In the language of the page the reader came from; refusals are answered by a page of this room."""
    return kit.answering_refusals(_refuse, kit.speaking_to)(view)
