"""The filter that learns here, and, where the newsroom asks it besides, Akismet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet import spam
from broadsheet.comments import Comment, Finding, State
from broadsheet.screening.proof_of_work import ask_for_proof
from broadsheet.screening.rules.context import Case, Found, Options, Rule
from broadsheet.spam import Outcome, Prepared, Verdict, akismet

_STATES = {Outcome.PUBLISH: State.PUBLISHED, Outcome.HOLD: State.HELD, Outcome.SPAM: State.SPAM}
_AKISMET_IS_ASKED = "akismet-ask"  # a reason


def judge(case: Case, options: Options) -> Found:
    """It only ever adds holding; a known writer's comment is at most held. Raises ProofWanted amid a flood."""
    prepared = case.prepared
    if case.before is None:
        prepared = ask_for_proof(prepared, case.story.pk, case.reader, case.signals)
    verdict = spam.judge(prepared)
    state = _STATES[verdict.outcome]
    if state == State.SPAM and case.known:
        state = State.HELD
    asking = verdict.wants_second_opinion and state == State.PUBLISHED
    return Found(
        State.HELD if asking else state, asking=asking, afterwards=partial(_remember, verdict, prepared, asking)
    )


def _remember(verdict: Verdict, prepared: Prepared, asking: bool, comment: Comment, alone: bool) -> None:
    """Keep the verdict, and ask Akismet; with `asking` and `alone` nothing but its answer holds the comment."""
    publishes = asking and alone
    if publishes:
        verdict = replace(verdict, reasons=(*verdict.reasons, _AKISMET_IS_ASKED))
    spam.keep(verdict, comment.pk, prepared)
    if verdict.wants_second_opinion:
        akismet.question(comment.pk, "check", publishes=publishes)


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
