"""The filter that learns here, and, where the newsroom asks it besides, Akismet."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Comment, Finding, State
from broadsheet.screening.filter_check import remember, screen
from broadsheet.screening.proof_of_work import ask_for_proof
from broadsheet.screening.rules.context import Case, Found, Options, Rule
from broadsheet.spam import Prepared, Verdict


def judge(case: Case, options: Options) -> Found:
    """It only ever adds holding; a known writer's is at most held. Raises ProofWanted amid a flood."""
    prepared = case.prepared
    if case.before is None:
        prepared = ask_for_proof(prepared, case.story.pk, case.reader, case.sending)
    state, verdict = screen(prepared, lambda: case.known)
    asking = verdict.wants_second_opinion and state == State.PUBLISHED
    afterwards = partial(_remember, verdict, prepared, asking)
    return Found(State.HELD if asking else state, asking=asking, afterwards=afterwards)


def _remember(verdict: Verdict, prepared: Prepared, asking: bool, comment: Comment, alone: bool) -> None:
    remember(comment, verdict, prepared, publishes=asking and alone)


def tell(finding: Finding) -> str:
    """Where nothing is kept of what the filter said."""
    return gettext("The spam filter holds it.")


RULE = Rule(
    name="filter",
    title=_("Spam filter"),
    sentence=_("Holds what looks like spam, what springs the trap, and floods of near duplicates across the site."),
    judge=judge,
    tell=tell,
    ready=lambda case: case.prepared,
)
