"""Coming in and going out, all under `/-/sign-in/`: each view parses, calls one verb, answers. No GET but a provider's
way back changes anything: mail scanners fetch links.
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.kit import Blocked, Refusal, Unfit, json
from broadsheet.people.models import Person
from broadsheet.people.networks import network
from broadsheet.people.readers import signed_in
from broadsheet.people.refusals import Dead, Unsent
from broadsheet.people.sign_in.account_pages import page, refusing, welcome, where_to
from broadsheet.people.sign_in.attempt_limits import pace_account, pace_trying
from broadsheet.people.sign_in.codes import Asked, ask_for_code, open_letter, try_code, use_letter
from broadsheet.people.sign_in.linked_accounts import link, person_from
from broadsheet.people.sign_in.oauth import send_away, welcome_back
from broadsheet.people.sign_in.passkeys import add_passkey, begin_entering, begin_passkey, forget_challenge, person_with
from broadsheet.people.sign_in.providers import Way, every_way, open_ways
from broadsheet.people.sign_in.sessions import forget_stranger_soon, join_address, leave, person_of


@require_safe
@refusing
def sign_in(request: HttpRequest) -> HttpResponse:
    """All the ways in; who is in already goes on."""
    if signed_in(request) is not None:
        return HttpResponseRedirect(where_to(request))
    return _door(request)


def _door(request: HttpRequest, refusal: Refusal | None = None, email: str = "") -> HttpResponse:
    joins = signed_in(request) is not None and bool(request.POST.get("joins"))
    context = {"ways": [] if joins else open_ways(), "refusal": refusal, "email": email, "joins": joins}
    return page(request, "sign_in", context, refusal.status if refusal else 200)


@require_POST
@refusing
def send_code(request: HttpRequest) -> HttpResponse:
    """A letter with a code, and the form to type it in: the same for every address. `joins` adds it to one's account."""
    email, person = request.POST.get("email", ""), signed_in(request)
    joins = person.pk if person is not None and request.POST.get("joins") else 0
    try:
        asked = ask_for_code(email, network(request), where_to(request), joins)
    except Refusal as refusal:
        return _door(request, refusal, email)
    return page(request, "code", {"asked": asked.in_form(), "email": asked.address, "to": asked.to, "joins": joins})


@require_POST
@refusing
def enter_code(request: HttpRequest) -> HttpResponse:
    form, typed = request.POST.get("asked", ""), request.POST.get("code", "")
    try:
        return _arrived(request, try_code(form, typed, network(request)))
    except Dead as refusal:
        return _door(request, refusal, request.POST.get("email", ""))
    except (Blocked, Unsent):
        raise
    except Refusal as refusal:
        again = {"asked": form, "email": request.POST.get("email", ""), "code": typed, "refusal": refusal}
        return page(request, "code", again, refusal.status)


def _arrived(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Whoever proved an address comes in; or, from their own page, has it now."""
    if not asked.joins:
        return welcome(request, person_of(asked.address), asked.to)
    person = signed_in(request)
    if person is None or person.pk != asked.joins:
        raise Dead(
            gettext("This address was to be added to an account that is not signed in here. Please sign in first.")
        )
    join_address(person, asked.address)
    return HttpResponseRedirect(asked.to, status=303)


@refusing
def letter(request: HttpRequest) -> HttpResponse:
    """The link in a letter asks for one confirming click."""
    if request.method == "POST":
        pace_trying(network(request))
        return _arrived(request, use_letter(request.POST.get("t", "")))
    token = request.GET.get("t", "")
    return page(request, "letter", {"token": token, "asked": open_letter(token)})


@require_POST
@refusing
def go_away(request: HttpRequest, name: str) -> HttpResponse:
    """To another site that vouches for the reader: by a page, since a policy holds forms to this site."""
    way, person = _way(name), signed_in(request)
    pace_trying(network(request))
    forget_stranger_soon(request)
    joins = person.pk if person is not None and request.POST.get("joins") else 0
    try:
        away = send_away(request, way, where_to(request), joins=joins)
    except (requests.RequestException, OAuth2Error, ValueError):
        sentence = gettext("%(site)s does not answer just now. Please choose another way, or try again later.")
        raise Unsent(sentence % {"site": way.title}) from None
    return page(request, "away", {"way": way, "away": away})


@require_safe
@refusing
def come_back(request: HttpRequest, name: str) -> HttpResponse:
    """From there, with what it says; anything but an answer to our own question is refused."""
    way = _way(name)
    pace_trying(network(request))

    def sorry(cancelled: bool) -> HttpResponse:
        sentence = (
            gettext("You have not signed in. You can choose another way.")
            if cancelled
            else gettext("%(site)s did not confirm who you are. Please try again, or choose another way.")
            % {"site": way.title}
        )
        return _door(request, Unfit(sentence, "way"))

    return welcome_back(request, way, _vouched_for, sorry)


def _vouched_for(request: HttpRequest, uid: str, state: dict[str, Any]) -> HttpResponse:
    to, joins = str(state.get("next") or ""), int((state.get("data") or {}).get("joins") or 0)
    try:
        if not joins:
            return welcome(request, person_from(uid), to)
        person = signed_in(request)
        if person is None or person.pk != joins:
            raise Dead(gettext("You were signed out meanwhile. Please sign in and try again."))
        link(person, uid)
        return HttpResponseRedirect(where_to(request), status=303)
    except Refusal as refusal:
        return page(request, "refusal", {"refusal": refusal}, refusal.status)


def _way(name: str) -> Way:
    way = every_way().get(name)
    if way is None:
        raise Http404
    return way


@require_POST
@refusing
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """For scripts: what the browser is to look for."""
    pace_trying(network(request))
    forget_stranger_soon(request)
    return json(begin_entering())


@require_POST
@refusing
def enter_passkey(request: HttpRequest) -> HttpResponse:
    pace_trying(network(request))
    try:
        person = person_with(request.POST.get("credential", ""))
    finally:
        forget_challenge(request)
    answer = welcome(request, person, where_to(request))
    response = json({"to": answer["Location"]})
    response.cookies = answer.cookies
    return response


@require_POST
@refusing
def ask_new_passkey(request: HttpRequest) -> HttpResponse:
    person = _somebody(request)
    pace_account(person.pk)
    return json(begin_passkey(person))


@require_POST
@refusing
def keep_passkey(request: HttpRequest) -> HttpResponse:
    try:
        add_passkey(_somebody(request), request.POST.get("credential", ""))
    finally:
        forget_challenge(request)
    return json({"to": where_to(request)})


def _somebody(request: HttpRequest) -> Person:
    person = signed_in(request)
    if person is None:
        raise Dead(gettext("You are not signed in. Please sign in first."))
    return person


@require_POST
@refusing
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session. Guests' own cookies stay: what was written with them stays theirs."""
    leave(request)
    to = where_to(request)
    return HttpResponseRedirect("/" if to.startswith("/-/") else to, status=303)
