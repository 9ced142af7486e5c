"""A method that an address does not know is refused in words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.utils import translation
from django.utils.translation import gettext


def explain_refused_method(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: Django answers 405 without a word; a sentence is added, in JSON for scripts."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        with translation.override(translation.get_language_from_request(request)):
            sentence = gettext(
                "This address does not take that kind of request. Please use the links and forms of the page."
            )
        if "json" in request.headers.get("Accept", ""):
            answer: HttpResponseBase = JsonResponse({"sentence": sentence, "field": None}, status=405)
            answer["Allow"] = response["Allow"]
            return answer
        response.content = f"{sentence}\n".encode()
        response["Content-Type"] = "text/plain; charset=utf-8"
        return response

    return middleware
