"""Trust by history: whose comments have long stood well is not held for links, or for being new."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State
from broadsheet.screening.known_authors import has_stood_well
from broadsheet.screening.rules.context import DAYS, Case, Found, Option, Options, Rule


def judge(case: Case, options: Options) -> Found | None:
    if case.reader.fresh and case.reader.person is None:
        return None
    since = timezone.now() - timedelta(days=options["days"])
    return Found(State.PUBLISHED) if has_stood_well(case.reader, options["many"], since) else None


def tell(finding: Finding) -> str:
    return gettext("Its writer is trusted.")


RULE = Rule(
    name="trust",
    title=_("Trust by history"),
    sentence=_(
        "Whoever has this many published comments, and none that staff removed or called spam, is not held for links or as new."
    ),
    judge=judge,
    tell=tell,
    options=(
        Option("many", _("Published comments"), 10, least=1),
        Option("days", _("Days without one that was removed or spam"), 180, least=1, most=DAYS),
    ),
    on=False,
    waives=("links", "new-writer"),
)
