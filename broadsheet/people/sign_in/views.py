"""Coming in and going out, all under `/-/sign-in/`: each view parses, calls one verb, answers. No GET but a provider's
way back changes anything: mail scanners fetch links.
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet.kit import Blocked, Refusal, Unfit, json
from broadsheet.people.models import Person
from broadsheet.people.networks import network
from broadsheet.people.readers import signed_in
from broadsheet.people.refusals import Dead, Unsent
from broadsheet.people.sign_in.account_pages import (
    OWN_PAGE,
    refusal_page,
    refusing_sign_in,
    sign_in_address,
    sign_in_page,
    welcome,
    where_to,
)
from broadsheet.people.sign_in.address_change import address_asked, join_address
from broadsheet.people.sign_in.attempt_limits import pace_account, pace_trying
from broadsheet.people.sign_in.codes import Asked, ask_for_code, open_link, try_code, use_link
from broadsheet.people.sign_in.forms import CodeForm, CodeRequestForm, LinkForm, PasskeyForm, ProviderForm
from broadsheet.people.sign_in.linked_accounts import link, person_from
from broadsheet.people.sign_in.oauth import send_away, welcome_back
from broadsheet.people.sign_in.passkeys import add_passkey, begin_entering, begin_passkey, forget_challenge, person_with
from broadsheet.people.sign_in.providers import Way, every_way, open_ways
from broadsheet.people.sign_in.sessions import forget_stranger_soon, leave, person_of


@require_safe
@refusing_sign_in
def sign_in(request: HttpRequest) -> HttpResponse:
    """All the ways in; who is in already goes on."""
    if signed_in(request) is not None:
        return HttpResponseRedirect(where_to(request))
    return _door(request)


def _door(request: HttpRequest, refusal: Refusal | None = None, email: str = "") -> HttpResponse:
    joins = bool(_joining(request))
    context = {"ways": [] if joins else open_ways(), "refusal": refusal, "email": email, "joins": joins}
    return sign_in_page(request, "sign_in", context, refusal.status if refusal else 200)


def _joining(request: HttpRequest) -> int:
    """The id of the person to whose account an address, or another site, is to be added; 0 for signing in."""
    person = signed_in(request)
    return person.pk if person is not None and ProviderForm(request.POST).typed()["joins"] else 0


@require_POST
@refusing_sign_in
def send_code(request: HttpRequest) -> HttpResponse:
    """An e-mail with a code, and the form to type it in: the same for every address. `joins` adds it to one's account."""
    email, joins = CodeRequestForm(request.POST).typed()["email"], _joining(request)
    try:
        asked = ask_for_code(email, network(request), where_to(request), joins)
    except Refusal as refusal:
        return _door(request, refusal, email)
    context = {"asked": asked.in_form(), "email": asked.address, "to": asked.to, "joins": joins}
    return sign_in_page(request, "code", context)


@require_POST
@refusing_sign_in
def enter_code(request: HttpRequest) -> HttpResponse:
    """Whoever types the right code comes in; a wrong one comes back in its form, a dead one leads to a new request."""
    given = CodeForm(request.POST).typed()
    try:
        return _arrived(request, try_code(given["asked"], given["code"], network(request)))
    except Dead as refusal:
        return _door(request, refusal, given["email"])
    except (Blocked, Unsent):
        raise
    except Refusal as refusal:
        return sign_in_page(request, "code", {**given, "refusal": refusal}, refusal.status)


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


@require_http_methods(["GET", "HEAD", "POST"])
@refusing_sign_in
def enter_by_link(request: HttpRequest) -> HttpResponse:
    """The link in an e-mail asks for one confirming click."""
    if request.method == "POST":
        pace_trying(network(request))
        return _arrived(request, use_link(LinkForm(request.POST).typed()["t"]))
    token = LinkForm(request.GET).typed()["t"]
    return sign_in_page(request, "link", {"token": token, "asked": open_link(token)})


@refusing_sign_in
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The link sent to an address that an account is to have asks for one confirming click of whoever is signed in to it."""
    person, posted = signed_in(request), request.method == "POST"
    token = LinkForm(request.POST if posted else request.GET).typed()["t"]
    if person is None:
        return HttpResponseRedirect(sign_in_address(f"{request.path}?{urlencode({'t': token})}"), status=303)
    address = address_asked(token, person)
    if not posted:
        return sign_in_page(request, "address", {"token": token, "address": address})
    join_address(person, address)
    return HttpResponseRedirect(OWN_PAGE, status=303)


@require_POST
@refusing_sign_in
def go_away(request: HttpRequest, name: str) -> HttpResponse:
    """To another site that vouches for the reader: by a page, since a policy holds forms to this site."""
    way = _way(name)
    pace_trying(network(request))
    forget_stranger_soon(request)
    try:
        away = send_away(request, way, where_to(request), joins=_joining(request))
    except (requests.RequestException, OAuth2Error, ValueError):
        sentence = gettext("%(site)s does not answer just now. Please choose another way, or try again later.")
        raise Unsent(sentence % {"site": way.title}) from None
    return sign_in_page(request, "away", {"way": way, "away": away})


@require_safe
@refusing_sign_in
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
        return refusal_page(request, refusal)


def _way(name: str) -> Way:
    way = every_way().get(name)
    if way is None:
        raise Http404
    return way


@require_POST
@refusing_sign_in
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """For scripts: what the browser is to look for."""
    pace_trying(network(request))
    forget_stranger_soon(request)
    return json(begin_entering())


@require_POST
@refusing_sign_in
def enter_passkey(request: HttpRequest) -> HttpResponse:
    pace_trying(network(request))
    try:
        person = person_with(PasskeyForm(request.POST).typed()["credential"])
    finally:
        forget_challenge(request)
    answer = welcome(request, person, where_to(request))
    response = json({"to": answer["Location"]})
    response.cookies = answer.cookies
    return response


@require_POST
@refusing_sign_in
def ask_new_passkey(request: HttpRequest) -> HttpResponse:
    person = _somebody(request)
    pace_account(person.pk)
    return json(begin_passkey(person))


@require_POST
@refusing_sign_in
def keep_passkey(request: HttpRequest) -> HttpResponse:
    try:
        add_passkey(_somebody(request), PasskeyForm(request.POST).typed()["credential"])
    finally:
        forget_challenge(request)
    return json({"to": where_to(request)})


def _somebody(request: HttpRequest) -> Person:
    person = signed_in(request)
    if person is None:
        raise Dead(gettext("You are not signed in. Please sign in first."))
    return person


@require_POST
@refusing_sign_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session. Guests' own cookies stay: what was written with them stays theirs."""
    leave(request)
    to = where_to(request)
    return HttpResponseRedirect("/" if to.startswith("/-/") else to, status=303)
