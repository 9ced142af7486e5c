"""Whether the other sites by which readers come in answer; asked by the worker, told to the newsroom."""

from __future__ import annotations

import logging

import requests

from broadsheet.people.sign_in.providers import Way, every_way, note_health

_log = logging.getLogger(__name__)
_PATIENCE = 5  # seconds
_ENDS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


def look_at_ways() -> None:
    """Ask each configured way once. One that does not answer is hidden until it does."""
    for way in every_way().values():
        problem = _problem(way)
        if note_health(way, problem):
            _log.warning("Signing in with %s: %s", way.title, problem or "it answers again.")


def _problem(way: Way) -> str:
    """What is wrong, in a sentence; empty where nothing is."""
    try:
        answer = requests.get(way.health, timeout=_PATIENCE, allow_redirects=False)
    except requests.RequestException as error:
        return f"{way.health} does not answer ({type(error).__name__})."
    if answer.status_code >= 500 or (way.discovers and answer.status_code != 200):
        return f"{way.health} answers {answer.status_code}."
    return _problem_of_discovery(way, answer) if way.discovers else ""


def _problem_of_discovery(way: Way, answer: requests.Response) -> str:
    try:
        found = answer.json()
        missing = [end for end in _ENDS if not isinstance(found.get(end), str)]
    except (ValueError, AttributeError):
        return f"{way.health} is no discovery document."
    if missing:
        return f"{way.health} does not name its {', '.join(missing)}."
    if found["issuer"].rstrip("/") != way.issuer.rstrip("/"):
        return f"{way.health} speaks for {found['issuer']}."
    return ""
