"""Small pages for one reader: never kept by a cache, and nothing in them runs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import get_template

from broadsheet.stories import house

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The template under the house's name; `template` is its path without the ending."""
    text = get_template(f"{template}.html").render({"house": house(), **context})
    response = HttpResponse(text, status=status)
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "private, no-store"
    return response
