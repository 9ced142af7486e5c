"""Addresses of earlier versions lead on to what they are called now: links, and forms on pages that are still open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path

import broadsheet.kit.forms  # noqa: F401 - registers `<id:…>`
from broadsheet.desk.base_page import at_desk
from broadsheet.people import Person

_RENAMED = {
    "comments/<id:comment_id>/tend": "comments/{comment_id}/tools",
    "comments/<id:comment_id>/cut": "comments/{comment_id}/redact",
    "comments/<id:comment_id>/cut/<id:redaction_id>/undo": "comments/{comment_id}/redactions/{redaction_id}/undo",
    "looking": "presence",
    "ticked": "bulk/selected",
    "many": "bulk",
    "many/decide": "bulk/decide",
    "sweeps/<id:job_id>": "bulk/{job_id}",
    "sweeps/<id:job_id>/undo": "bulk/{job_id}/undo",
}


@at_desk
def _lead_on(request: HttpRequest, by: Person, /, to: str, **ids: int) -> HttpResponse:
    """301, or 308 where something is sent, so that it is sent again."""
    query = request.META.get("QUERY_STRING", "")
    address = f"/-/desk/{to.format(**ids)}" + (f"?{query}" if query else "")
    if request.method in ("GET", "HEAD"):
        return HttpResponsePermanentRedirect(address)
    return HttpResponse(status=308, headers={"Location": address})


urlpatterns: list[URLPattern] = [path(old, _lead_on, {"to": new}) for old, new in _RENAMED.items()]
