"""Wagtail's views expect the forms that their own pages send; what is not one of them is refused in words."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.translation import gettext

from broadsheet import kit

_NEWSROOM = "/-/newsroom/"
_UNREAD = (
    AttributeError,
    LookupError,
    NoReverseMatch,
    RecursionError,
    TypeError,
    ValueError,
)  # what Wagtail's views raise over missing fields
_log = logging.getLogger("broadsheet.server")


class _Incomplete(kit.Refusal):
    status = 400


class ExplainIncompleteForms:
    """Middleware: an address of the newsroom that cannot make sense of a request answers 400 in words. It is logged whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal for what a malformed request causes; None leaves everything else an error."""
        if not request.path.startswith(_NEWSROOM) or not isinstance(exception, _UNREAD):
            return None
        _log.error("%s %s could not be answered.", request.method, request.path[:200], exc_info=exception)
        with translation.override(translation.get_language_from_request(request)):
            sentence = gettext(
                "The newsroom could not read what was sent. Please load the page again; what was saved before is unchanged."
            )
            return kit.refuse(request, _Incomplete(sentence))
