"""Answers about signing in, in the kit's form: pages in the site's own look, with this site's scripts alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from broadsheet import kit
from broadsheet.kit import Refusal, answering_refusals, private, speaking_to
from broadsheet.people.models import Person
from broadsheet.people.networks import network
from broadsheet.people.sign_in.attempt_limits import forgive_trying
from broadsheet.people.sign_in.sessions import enter, tell_scripts

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SIGN_IN = "/-/sign-in/"
OWN_PAGE = "/-/you/"


def sign_in_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page from `templates/people/`, which knows in `to` where its reader goes on."""
    return kit.page(request, f"people/{template}", {"to": where_to(request), **context}, status, scripts=True)


def where_to(request: HttpRequest) -> str:
    """Where the reader came from and goes back to: a path of this site, whatever was sent; else their own page."""
    to = request.POST.get("next") or request.GET.get("next") or ""
    return to if is_own_path(to) else OWN_PAGE


def is_own_path(to: str) -> bool:
    """Whether a browser that is sent there stays here. Control characters and backslashes are read leniently by some."""
    plain = to.isprintable() and "\\" not in to and not to.startswith("//") and len(to) < 500
    return to.startswith("/") and plain and url_has_allowed_host_and_scheme(to, allowed_hosts=None)


def sign_in_address(to: str) -> str:
    """Where somebody who is not signed in is sent first."""
    return f"{SIGN_IN}?{urlencode({'next': to})}"


def welcome(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """Begin the session and go on. Raises Blocked."""
    enter(request, person)
    forgive_trying(network(request))
    response = private(HttpResponseRedirect(to if is_own_path(to) else OWN_PAGE, status=303))
    tell_scripts(response)
    return response


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page, or JSON for scripts, that says why not."""
    if kit.wants_json(request):
        return kit.json({"sentence": refusal.sentence}, refusal.status)
    return sign_in_page(request, "refusal", {"refusal": refusal}, refusal.status)


def refusing_sign_in(view: View[P]) -> View[P]:
    """A decorator for views: in the language of whoever asks, a refusal that no form can show becomes an answer."""
    return answering_refusals(refusal_page, speaking_to)(view)
