"""Pacing: how fast one reader, and one network, may write."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State, pace_writing
from broadsheet.screening.rules.context import Case, Found, Option, Options, Past, Rule

_AT_ONCE, _AN_HOUR = timedelta(seconds=30), timedelta(hours=1)


def judge(case: Case, options: Options) -> None:
    """Raises TooFast."""
    pace_writing(case.reader, case.network, at_once=options["at_once"], an_hour=options["an_hour"])


def replay(options: Options) -> Callable[[Past], Found | None]:
    """Of each writer the moments within the hour. What was refused at the time is not there to be found again."""
    moments: dict[str, deque[datetime]] = {}

    def look(past: Past) -> Found | None:
        lately = moments.setdefault(past.writer, deque(maxlen=options["an_hour"] + 1))
        lately.append(past.created)
        hour = len(lately) > options["an_hour"] and past.created - lately[0] < _AN_HOUR
        at_once = len(lately) > options["at_once"] and past.created - lately[-1 - options["at_once"]] < _AT_ONCE
        return Found(State.REMOVED) if hour or at_once else None

    return look


def tell(finding: Finding) -> str:
    return gettext("Its writer wrote too much in too short a time.")


RULE = Rule(
    name="pacing",
    title=_("Pacing"),
    sentence=_("Asks whoever writes faster than this to wait. A network may be a school or an office, and gets more."),
    judge=judge,
    tell=tell,
    options=(
        Option("at_once", _("Comments of one reader in 30 seconds"), 3, least=1, most=100),
        Option("an_hour", _("Comments of one reader in an hour"), 20, least=1, most=1_000),
    ),
    edits=False,
    replay=replay,
)
