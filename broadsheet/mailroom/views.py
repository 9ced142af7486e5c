"""Following without writing, saying yes once, and stopping letters without signing in. Opening a link changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.comments import Comment
from broadsheet.kit import page, refusing
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.follows import confirm, fit, follow, paces, stop, unfollow
from broadsheet.mailroom.models import Address, Follow, Pace, What
from broadsheet.mailroom.signed_links import opened_confirm, opened_stop
from broadsheet.people import known, network, remember_guest
from broadsheet.stories import Story, house

_FORM = ["GET", "HEAD", "POST"]
_FOLLOWED = {What.THREAD, What.STORY, What.SECTION, What.AUTHOR}


@require_http_methods(_FORM)
@refusing
def follow_something(request: HttpRequest, what: str, about: int) -> HttpResponse:
    """Asks for an address and how often, then sends a letter that asks its owner."""
    story = _story_of(what, about)
    with _speaking(story.language if story else house().language) as language:
        name = name_of(what, about) if what in _FOLLOWED and about < 1 << 62 else ""
        if not name:
            return told(
                request, gettext("There is nothing here to follow. Perhaps the address was cut off?"), status=404
            )
        context: dict[str, Any] = {"story": story, "what": what, "name": name, "paces": paces(), "pace": Pace.ONCE}
        if request.method != "POST":
            return page(request, "mailroom/following", context)
        email = request.POST.get("email", "")
        context |= {"email": email, "pace": request.POST.get("pace", "")}
        try:
            fitting = fit(email)
        except ValidationError:
            return page(
                request,
                "mailroom/following",
                context | {"error": gettext("This is no e-mail address. Please correct it.")},
                422,
            )
        pace = Pace(context["pace"]) if context["pace"] in dict(paces()) else Pace.ONCE
        reader = known(request, admit=True)
        begun = follow(
            fitting, What(what), about, pace=pace, language=language, reader=reader, network=network(request)
        )
        if begun:
            return told(request, gettext("You follow this now. Every letter has a link that ends it."), story)
        response = told(
            request, gettext("A letter is on its way to you. Please open the link in it to confirm."), story
        )
    remember_guest(response, reader)
    return response


def _story_of(what: str, about: int) -> Story | None:
    """The story whose language the page speaks, and to which it leads back."""
    if about >= 1 << 62:
        return None
    if what == What.THREAD:
        comment = Comment.objects.filter(pk=about).select_related("story").defer("story__body").first()
        return comment.story if comment and comment.story.live else None
    return Story.objects.filter(pk=about, live=True).first() if what == What.STORY else None


@contextmanager
def _speaking(language: str) -> Iterator[str]:
    with translation.override(language):
        yield language


def told(request: HttpRequest, sentence: str, story: Story | None = None, status: int = 200) -> HttpResponse:
    """One sentence, and a way on."""
    return page(request, "mailroom/told", {"sentence": sentence, "story": story}, status)


@require_http_methods(_FORM)
@refusing
def confirm_address(request: HttpRequest, seal: str) -> HttpResponse:
    """One click says yes: a mail program that opens links ahead of its reader says nothing."""
    try:
        address_id, guest = opened_confirm(seal)
    except (BadSignature, ValueError, TypeError):
        return _expired(request)
    address = Address.objects.filter(pk=address_id).first()
    with _speaking(address.language if address else house().language):
        if address is None:
            return _expired(request)
        if request.method != "POST":
            follows = Follow.objects.filter(address=address, guest=guest, confirmed=None)
            names = [name for one in follows if (name := name_of(one.what, one.about))]
            return page(request, "mailroom/confirming", {"email": address.email, "names": list(dict.fromkeys(names))})
        confirm(address_id, guest)
        return told(request, gettext("Thank you. We write to you from now on; every letter has a link that ends it."))


@require_http_methods(_FORM)
@refusing
def stop_letters(request: HttpRequest, seal: str) -> HttpResponse:
    """From one thing, or from everything. A mail program's own button posts `List-Unsubscribe=One-Click` (RFC 8058 §3.2)."""
    try:
        address_id, follow_id = opened_stop(seal)
    except (BadSignature, ValueError):
        return _expired(request)
    address = Address.objects.filter(pk=address_id).first()
    one = Follow.objects.filter(pk=follow_id, address=address_id).first()
    with _speaking(address.language if address else house().language):
        if request.method != "POST":
            name = name_of(one.what, one.about) if one else ""
            return page(
                request, "mailroom/stopping", {"name": name, "one": one, "email": address.email if address else ""}
            )
        if request.POST.get("all") or not follow_id:
            stop(address_id, "unsubscribed")
            return told(request, gettext("You get no more letters from us."))
        if one:
            unfollow(one)
        return told(request, gettext("You get no more letters about this."))


def _expired(request: HttpRequest) -> HttpResponse:
    with _speaking(house().language):
        return told(
            request, gettext("This link is not good any more, or it was cut off. Please ask for a new one."), status=410
        )
