"""Whether the other sites by which readers sign in answer; asked by the worker, shown in the newsroom.

Their addresses come from the operator's settings, so private ones are allowed.
"""

from __future__ import annotations

import json
import logging

from broadsheet.kit import Unfetched, fetch
from broadsheet.kit.loops import guarded
from broadsheet.people.sign_in.providers import Way, every_way, note_health

_log = logging.getLogger(__name__)
_PATIENCE = 5.0  # seconds
_ENDS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


def look_at_ways() -> None:
    """Ask each configured way once. One that does not answer is hidden until it does."""
    for way in every_way().values():
        with guarded("looking at ways to sign in", way.name):
            _look_at(way)


def _look_at(way: Way) -> None:
    problem = _problem(way)
    if note_health(way, problem):
        _log.warning("Signing in with %s: %s", way.title, problem or "it answers again.")


def _problem(way: Way) -> str:
    """What is wrong, in a sentence; empty where nothing is."""
    try:
        answer = fetch(way.health, seconds=_PATIENCE, private=True)
    except Unfetched as error:
        return f"{way.health} does not answer ({error.sentence})"
    if answer.status >= 500 or (way.discovers and answer.status != 200):
        return f"{way.health} answers {answer.status}."
    return _problem_of_discovery(way, answer.body) if way.discovers else ""


def _problem_of_discovery(way: Way, body: bytes) -> str:
    try:
        found = json.loads(body)
        missing = [end for end in _ENDS if not isinstance(found.get(end), str)]
    except (ValueError, AttributeError):
        return f"{way.health} is no discovery document."
    if missing:
        return f"{way.health} does not name its {', '.join(missing)}."
    if found["issuer"].rstrip("/") != way.issuer.rstrip("/"):
        return f"{way.health} speaks for {found['issuer']}."
    return ""
