"""Answers: JSON where a script asked for it, else a small complete page that gives back what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext

from broadsheet.kit.private_responses import private
from broadsheet.kit.refusals import Refusal, TooLong

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Refuse = Callable[[HttpRequest, Refusal], HttpResponse]
_FULL = ("full", "No space left")
_PASSED_ON = ("name", "email", "website", "parent", "remember", "tell", "reason", "grievance")


class _DatabaseTrouble(Refusal):
    """The database takes nothing just now: 507 where the disk is full, else 503."""

    again = True

    def __init__(self, error: OperationalError) -> None:
        super().__init__(
            gettext(
                "This cannot be kept just now. Nothing was lost: your words are below. Please send them again soon."
            )
        )
        self.status = 507 if any(word in str(error) for word in _FULL) else 503


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which says so in `Accept`."""
    return "json" in request.headers.get("Accept", "")


def json(facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """An answer to a script, in UTF-8."""
    return private(JsonResponse(facts, status=status, json_dumps_params={"ensure_ascii": False}))


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200, *, scripts: bool = False
) -> HttpResponse:
    """A page for one reader, from `templates/<template>.html`. With `scripts` this site's scripts run in it.

    A status from 500 on means that the database is in trouble, so the masthead does not ask it for the site's settings.
    """
    around = {"site_settings": None} if status >= 500 else {}
    return private(render(request, f"{template}.html", {**around, **context}, status=status), scripts=scripts)


def fields_of(request: HttpRequest, *names: str) -> dict[str, str]:
    """These fields as text, empty where missing; all others are ignored. Raises TooLong."""
    try:
        return {name: request.POST.get(name, "") for name in names}
    except (RequestDataTooBig, TooManyFieldsSent):
        raise TooLong(gettext("This is too much to send at once. Please shorten it."), "text") from None


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say why not; the text that was sent comes back in a form that sends it to the same address."""
    if wants_json(request):
        return json({"sentence": refusal.sentence, "field": refusal.field or None}, refusal.status)
    try:
        given = fields_of(request, *_PASSED_ON, "text") if request.method == "POST" else {}
    except TooLong:
        given = {}
    context = {
        "refusal": refusal,
        "text": given.pop("text", ""),
        "address": request.path,
        "passed_on": {name: value for name, value in given.items() if value},
        "again": refusal.again,
    }
    return page(request, "kit/refusal", context, refusal.status)


def answering_refusals(
    refuse: Refuse = refuse,
    around: Callable[[HttpRequest], AbstractContextManager[None]] = lambda _request: nullcontext(),
) -> Callable[[View[P]], View[P]]:
    """A decorator for views: a Refusal, or a database that takes nothing, becomes the answer that `refuse` gives.

    The view and the refusal both run inside `around(request)`, for example `speaking_to`; the answer is in the language of
    the refusal's sentence.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            with around(request):
                try:
                    return view(request, *args, **kwargs)
                except Refusal as refusal:
                    with translation.override(refusal.language):
                        return refuse(request, refusal)
                except OperationalError as error:
                    return refuse(request, _DatabaseTrouble(error))

        return answer

    return decorate


def refusing(view: View[P]) -> View[P]:
    """`answering_refusals` as most rooms need it: nothing that was typed is lost."""
    return answering_refusals()(view)


def language_of(request: HttpRequest) -> str:
    """The language of the page the reader came from, where it says so in a field `language`; else their browser's."""
    asked = request.POST.get("language") or request.GET.get("language") or ""
    return asked if asked and translation.check_for_language(asked) else translation.get_language_from_request(request)


@contextmanager
def speaking_to(request: HttpRequest) -> Iterator[None]:
    """Words in the language of whoever asks (`language_of`)."""
    with translation.override(language_of(request)):
        yield
