"""`/-/mine`: an address is entered, an e-mail brings a link, and under it its owner sees, fetches, corrects and erases."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet import discussion, kit, mailroom, people
from broadsheet.kit import DataSubject, page, private
from broadsheet.mailroom import Frequency
from broadsheet.people import known, network
from broadsheet.rights.erasure import erase
from broadsheet.rights.forms import AccountErasureForm, DataRequestForm, ErasureForm, FollowChangeForm, NameForm
from broadsheet.rights.held_data import collect, whose, whose_of
from broadsheet.stories import site_settings

P = ParamSpec("P")
_SHOWN = 200  # of each kind, on the page; the file holds them all


@require_http_methods(["GET", "HEAD", "POST"])
@kit.refusing
def ask(request: HttpRequest) -> HttpResponse:
    """The same words, and the same work, whether anything is held under the address or not."""
    with translation.override(site_settings().language):
        person = known(request).person
        if request.method != "POST":
            return page(request, "rights/asking", {"email": person.email if person else ""})
        form = DataRequestForm(request.POST)
        if not form.is_valid():
            typed = {"email": form["email"].value(), "error": form.errors["email"][0]}
            return page(request, "rights/asking", typed, 422)
        mailroom.request_data_link(form.cleaned_data["email"][:254], site_settings().language, network(request))
        return page(
            request, "rights/told", {"sentence": gettext("We have sent an e-mail with a link to this address.")}
        )


def owned(view: Callable[Concatenate[HttpRequest, str, DataSubject, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """For the owner of the address that the link was mailed to, in their language."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            email = mailroom.email_of_token(token)
        except BadSignature:
            with translation.override(site_settings().language):
                sentence = gettext("This link is no longer valid, or it was cut off. Please ask for a new one.")
                return page(request, "rights/told", {"sentence": sentence, "again": True}, 410)
        with translation.override(mailroom.language_of(email) or site_settings().language):
            return view(request, token, whose(email, guest=known(request).guest), *args, **kwargs)

    return answer


@require_safe
@owned
def show(request: HttpRequest, token: str, whose: DataSubject) -> HttpResponse:
    return _page(request, token, whose)


def _page(request: HttpRequest, token: str, whose: DataSubject, status: int = 200, **more: Any) -> HttpResponse:
    held = collect(whose)
    comments = held.get("comments", [])
    context = {
        "token": token,
        "email": whose.email,
        "held": {what: records[:_SHOWN] for what, records in held.items()},
        "counts": [
            (_called(what), len(records))
            for what, records in held.items()
            if what not in {"comments", "follows", "restrictions"}
        ],
        "name": comments[-1]["name"] if comments else held["account"][0]["name"] if "account" in held else "",
        "frequencies": [*mailroom.frequencies(), ("never", gettext("Never"))],
        "staff": any(one["role"] != "reader" for one in held.get("account", [])),
    }
    return page(request, "rights/mine", {**context, **more}, status)


def _called(what: str) -> str:
    """What a kind of record is called; one that a newer room brings says its own name."""
    return {
        "account": gettext("Account"),
        "restrictions": gettext("What moderators decided about you"),
        "address": gettext("E-mail address"),
        "notifications": gettext("E-mails"),
        "likes": gettext("Likes"),
        "flags": gettext("Reports to moderators"),
    }.get(what, what)


@require_safe
@owned
def fetch(request: HttpRequest, token: str, whose: DataSubject) -> HttpResponse:
    """All of it as one JSON file."""
    facts = {"address": whose.email, "at": timezone.now(), "held": collect(whose)}
    response = JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="data.json"'
    return private(response)


@require_POST
@kit.refusing
@owned
def correct(request: HttpRequest, token: str, whose: DataSubject) -> HttpResponse:
    """Another name, on every comment."""
    form = NameForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    try:
        discussion.correct_name(whose, name)
    except kit.Refusal as refusal:
        return _page(request, token, whose, refusal.status, name=name, error=refusal.sentence)
    people.correct_name(whose, " ".join(name.split()))
    return HttpResponseRedirect(f"/-/mine/{token}", status=303)


@require_POST
@kit.refusing
@owned
def change_follow(request: HttpRequest, token: str, whose: DataSubject) -> HttpResponse:
    """Another frequency, or none."""
    form = FollowChangeForm(request.POST)
    if form.is_valid() and (follow := mailroom.own_follow(whose.email, form.cleaned_data["follow"])):
        mailroom.change_frequency(follow, Frequency(form.cleaned_data["frequency"]))
    return HttpResponseRedirect(f"/-/mine/{token}", status=303)


@require_POST
@kit.refusing
@owned
def erase_mine(request: HttpRequest, token: str, whose: DataSubject) -> HttpResponse:
    """Twice meant: the box says that it cannot be undone."""
    form = ErasureForm(request.POST)
    if not form.is_valid():
        sentence = gettext("Please choose what is to be erased, and tick the box: it cannot be undone.")
        return _page(request, token, whose, 422, how=form["how"].value(), unsure=sentence)
    erase(whose, words=form.cleaned_data["how"] == "words")
    return _erased(request)


@require_POST
def erase_account(request: HttpRequest) -> HttpResponse:
    """For whoever is signed in: asks once, then all of it goes, the account last; the words stay or go as was chosen."""
    person = known(request).person
    if person is None:
        return HttpResponseRedirect(people.sign_in_address("/-/you/"), status=303)
    with translation.override(translation.get_language_from_request(request)):
        if person.moderates:
            sentence = gettext("Staff cannot erase themselves. Please ask an owner to make you a reader first.")
            return page(request, "rights/erasing", {"refusal": sentence}, 422)
        form = AccountErasureForm(request.POST)
        if not form.is_valid():
            return page(request, "rights/erasing", {})
        erase(whose_of(person), words=form.cleaned_data["words"] == "remove")
        response = _erased(request)
    response.delete_cookie("known", samesite="Lax")
    return response


def _erased(request: HttpRequest) -> HttpResponse:
    return page(
        request, "rights/told", {"sentence": gettext("Your data is deleted. The pages follow within a minute.")}
    )
