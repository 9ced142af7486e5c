"""Printed forms carry no token; the browser says itself where a request comes from, and cross-site posts are refused."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
_SENTENCE = "This was sent from another site. Please open the page here and send it again."


def refuse_cross_site(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: every write must come from this site, by `Sec-Fetch-Site` or, where that is missing, `Origin`."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in _SAFE and _crosses(request):
            if "json" in request.headers.get("Accept", ""):
                return JsonResponse({"sentence": _SENTENCE, "field": None}, status=403)
            return HttpResponse(_SENTENCE + "\n", status=403, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def _crosses(request: HttpRequest) -> bool:
    """A client that sends neither header is no browser, and carries nobody's cookies by accident."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc not in {request.get_host(), urlsplit(settings.ADDRESS).netloc}
    return False
