"""Following without commenting, confirming an address, and unsubscribing without signing in. Opening a link changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import page, refusing
from broadsheet.kit.forms import MOST_ID
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.follows import confirm, follow, frequencies, unfollow, unsubscribe
from broadsheet.mailroom.forms import FollowForm, UnsubscribeForm
from broadsheet.mailroom.models import Address, Follow, FollowType, Frequency
from broadsheet.mailroom.signed_links import opened_confirm, opened_unsubscribe
from broadsheet.people import known, network, remember_guest
from broadsheet.stories import Story, site_settings
from broadsheet.stories.queries import published_story

_FORM = ["GET", "HEAD", "POST"]
_FOLLOWED = {FollowType.THREAD, FollowType.STORY, FollowType.SECTION, FollowType.AUTHOR}


@require_http_methods(_FORM)
@refusing
def follow_something(request: HttpRequest, what: str, about: int) -> HttpResponse:
    """Ask for an address and how often, then send an e-mail that asks its owner."""
    story = _story_of(what, about)
    with _speaking(story.language if story else site_settings().language) as language:
        name = name_of(what, about) if what in _FOLLOWED and about <= MOST_ID else ""
        if not name:
            return told(
                request, gettext("There is nothing here to follow. Perhaps the address was cut off?"), status=404
            )
        context: dict[str, Any] = {"story": story, "what": what, "name": name, "frequencies": frequencies()}
        if request.method != "POST":
            return page(request, "mailroom/following", {**context, "frequency": Frequency.ONCE})
        form = FollowForm(request.POST)
        if not form.is_valid():
            typed = {"email": form["email"].value(), "frequency": form["frequency"].value()}
            return page(
                request, "mailroom/following", {**context, **typed, "error": form.errors["email"][0]}, status=422
            )
        reader = known(request, admit=True)
        begun = follow(
            form.cleaned_data["email"],
            FollowType(what),
            about,
            frequency=form.cleaned_data["frequency"],
            language=language,
            reader=reader,
            network=network(request),
        )
        if begun:
            return told(request, gettext("You follow this now. You can unsubscribe in every e-mail."), story)
        response = told(request, gettext("We have sent you an e-mail. Please open the link in it to confirm."), story)
    remember_guest(response, reader)
    return response


def _story_of(what: str, about: int) -> Story | None:
    """The story whose language the page speaks, and to which it leads back."""
    if about > MOST_ID:
        return None
    if what == FollowType.THREAD:
        comment = comment_with_story(about)
        return comment.story if comment and comment.story.live else None
    return published_story(about) if what == FollowType.STORY else None


@contextmanager
def _speaking(language: str) -> Iterator[str]:
    with translation.override(language):
        yield language


def told(request: HttpRequest, sentence: str, story: Story | None = None, status: int = 200) -> HttpResponse:
    """One sentence, and a way on."""
    return page(request, "mailroom/told", {"sentence": sentence, "story": story}, status)


@require_http_methods(_FORM)
@refusing
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """A button confirms: a mail program that opens links ahead of its reader confirms nothing."""
    try:
        address_id, guest = opened_confirm(token)
    except (BadSignature, ValueError, TypeError):
        return _expired(request)
    address = Address.objects.filter(pk=address_id).first()
    with _speaking(address.language if address else site_settings().language):
        if address is None:
            return _expired(request)
        if request.method != "POST":
            follows = Follow.objects.filter(address=address, guest=guest, confirmed=None)
            names = [name for one in follows if (name := name_of(one.what, one.about))]
            return page(request, "mailroom/confirming", {"email": address.email, "names": list(dict.fromkeys(names))})
        confirm(address_id, guest)
        return told(request, gettext("Confirmed. You can unsubscribe in every e-mail."))


@require_http_methods(_FORM)
@refusing
def unsubscribe_address(request: HttpRequest, token: str) -> HttpResponse:
    """From one thing, or from everything. A mail program's button posts `List-Unsubscribe=One-Click` (RFC 8058 §3.2)."""
    try:
        address_id, follow_id = opened_unsubscribe(token)
    except (BadSignature, ValueError):
        return _expired(request)
    address = Address.objects.filter(pk=address_id).first()
    one = Follow.objects.filter(pk=follow_id, address=address_id).first()
    with _speaking(address.language if address else site_settings().language):
        if request.method != "POST":
            name = name_of(one.what, one.about) if one else ""
            return page(
                request, "mailroom/stopping", {"name": name, "one": one, "email": address.email if address else ""}
            )
        form = UnsubscribeForm(request.POST)
        if (form.is_valid() and form.cleaned_data["all"]) or not follow_id:
            unsubscribe(address_id, "unsubscribed")
            return told(request, gettext("You are unsubscribed. You get no more e-mails from us."))
        if one:
            unfollow(one)
        return told(request, gettext("You are unsubscribed from this."))


def _expired(request: HttpRequest) -> HttpResponse:
    with _speaking(site_settings().language):
        return told(
            request, gettext("This link is no longer valid, or it was cut off. Please ask for a new one."), status=410
        )
