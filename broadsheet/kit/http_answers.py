"""Answers: JSON where a script asked for it, else a small complete page that gives back what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from broadsheet.kit.private_responses import private
from broadsheet.kit.refusals import Refusal, TooLong

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
_FULL = ("full", "No space left")
_PASSED_ON = ("name", "email", "website", "parent", "remember", "tell", "reason", "grievance")


class _Trouble(Refusal):
    """The database takes nothing just now."""

    again = True

    def __init__(self, error: OperationalError) -> None:
        super().__init__(
            gettext(
                "This cannot be kept just now. Nothing was lost: your words are below. Please send them again soon."
            )
        )
        self.status = 507 if any(word in str(error) for word in _FULL) else 503


def wants_json(request: HttpRequest) -> bool:
    return "json" in request.headers.get("Accept", "")


def json(facts: dict[str, Any], status: int = 200) -> HttpResponse:
    return private(JsonResponse(facts, status=status, json_dumps_params={"ensure_ascii": False}))


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200, *, scripts: bool = False
) -> HttpResponse:
    """A page for one reader, from `templates/<template>.html`. A database in trouble is asked for nothing more."""
    around = {"house": None} if status >= 500 else {}
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


def refusing(view: View[P]) -> View[P]:
    """What the reader, or the disk, does not allow becomes an answer; nothing typed is lost."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refuse(request, refusal)
        except OperationalError as error:
            return refuse(request, _Trouble(error))

    return answer
