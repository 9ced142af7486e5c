"""What whoever is signed in sees where their role does not reach."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from broadsheet.kit import private


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to `PermissionDenied`, in the language of the browser."""
    with translation.override(translation.get_language_from_request(request)):
        return private(render(request, "403.html", status=403))
