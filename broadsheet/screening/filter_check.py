"""What the spam filter is told of a comment, and what follows from what it says: it only ever adds holding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from broadsheet import spam
from broadsheet.comments import Comment, State
from broadsheet.moderation import as_submission
from broadsheet.screening.page_age import page_age
from broadsheet.screening.submission_signals import Sending
from broadsheet.spam import Outcome, Prepared, Verdict, akismet

_STATES = {Outcome.PUBLISH: State.PUBLISHED, Outcome.HOLD: State.HELD, Outcome.SPAM: State.SPAM}
_KNOWN = 1
_ASKED = "akismet-ask"


def prepare(comment: Comment, sending: Sending, network: str, known: Callable[[], bool]) -> Prepared:
    """What is told of the comment; whether its writer is known is only asked where the filter can use it."""
    approved = (_KNOWN if known() else 0) if spam.has_started() else None
    page = page_age(comment.story_id, sending.edition)
    return spam.prepare(as_submission(comment, network=network, approved=approved, page=page, **sending.facts()))


def screen(prepared: Prepared, known: Callable[[], bool]) -> tuple[State, Verdict]:
    """What the filter makes of it. A known writer's is at most held."""
    verdict = spam.judge(prepared)
    state = _STATES[verdict.outcome]
    return (State.HELD if state == State.SPAM and known() else state), verdict


def remember(comment: Comment, verdict: Verdict, prepared: Prepared, *, publishes: bool) -> None:
    """Once the comment has its id; `publishes` says that nothing but Akismet's answer holds it."""
    if publishes:
        verdict = replace(verdict, reasons=(*verdict.reasons, _ASKED))
    spam.keep(verdict, comment.pk, prepared)
    if verdict.wants_second_opinion:
        akismet.question(comment.pk, "check", publishes=publishes)
