"""Answers for one reader: kept by no cache, told to no other site, and nothing in them runs but, where said, our own."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_OUR_SCRIPTS = "; script-src 'self'; connect-src 'self'"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def private(response: Answer, *, scripts: bool = False) -> Answer:
    """The same answer with the headers that keep it so; `scripts` lets the scripts of this site run in it."""
    response["Content-Security-Policy"] = _POLICY + (_OUR_SCRIPTS if scripts else "")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
