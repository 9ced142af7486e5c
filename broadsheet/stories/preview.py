"""Showing a draft as the page that would be printed. The press stands above and says how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from broadsheet.stories.body_markup import body_html

Shower = Callable[[HttpRequest, Any], HttpResponse]  # a request and a Story, which stands above
_showers: list[Shower] = []


def shown_by(shower: Shower) -> Shower:
    """Name the function that answers with a story's page; the newest named counts."""
    _showers[:] = [shower]
    return shower


def show(request: HttpRequest, story: Any) -> HttpResponse:
    """The story as it would be printed, or its bare words where no press was named."""
    if _showers:
        return _showers[0](request, story)
    page = format_html("<!doctype html><title>{0}</title><h1>{0}</h1><p>{1}</p>", story.headline, story.standfirst)
    return HttpResponse(page + body_html(story))
