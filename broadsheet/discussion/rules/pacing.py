"""Pacing: how fast one reader, and one network, may write."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.discussion.models import Finding
from broadsheet.discussion.pacing import pace_writing
from broadsheet.discussion.rules.case import Case, Option, Options, Rule


def judge(case: Case, options: Options) -> None:
    """Raises TooFast."""
    pace_writing(case.reader, case.network, at_once=options["at_once"], an_hour=options["an_hour"])


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
)
