"""What the spam filter is told of a comment, and what follows from what it says: it only ever adds holding."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from broadsheet import spam
from broadsheet.discussion.dating import page_age
from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.sending import Sending
from broadsheet.people import Person
from broadsheet.spam import Outcome, Prepared, Submission, Verdict

_STATES = {Outcome.PUBLISH: State.PUBLISHED, Outcome.HOLD: State.HELD, Outcome.SPAM: State.SPAM}
_KNOWN = 1
_ASKED = "akismet-ask"


def prepare(comment: Comment, sending: Sending, network: str, known: Callable[[], bool]) -> Prepared:
    """What is told of the comment; whether its writer is known is only asked where the filter can use it."""
    approved = (_KNOWN if known() else 0) if spam.is_awake() else None
    page = page_age(comment.story_id, sending.edition)
    return spam.prepare(_submission(comment, network=network, approved=approved, page=page, **sending.facts()))


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
    if verdict.asks:
        spam.question(comment.pk, "check", publishes=publishes)


def teach(comment: Comment, was: str, by: Person | None) -> None:
    """A moderator's decision is a label, in their transaction; what the program itself decides is none."""
    if by is None or not by.moderates or was == comment.state:
        return
    subject, source = str(comment.pk), f"person-{by.pk}"
    if comment.state in {State.PUBLISHED, State.SPAM}:
        spam.learn(
            submission_of(comment),
            comment.state == State.SPAM,
            subject=subject,
            source=source,
            writer=writer_of(comment),
        )
        if spam.asks_akismet():
            spam.question(comment.pk, "spam" if comment.state == State.SPAM else "good")
    elif was == State.SPAM:
        spam.take_back(subject, source=source)


def unteach(comment: Comment, by: Person) -> None:
    """They no longer say that it is good."""
    spam.take_back(str(comment.pk), source=f"person-{by.pk}")


def submission_of(comment: Comment) -> Submission:
    """The comment as the filter saw it when it came."""
    judged = spam.judgement_of(comment.pk)
    facts = json.loads(judged.facts) if judged is not None and judged.facts.endswith("}") else {}
    return _submission(comment, **facts)


def writer_of(comment: Comment) -> str:
    """By this name the filter erases what a person or a guest wrote."""
    return f"person-{comment.person_id}" if comment.person_id else comment.guest


def _submission(comment: Comment, **facts: object) -> Submission:
    story = comment.story
    age = (timezone.now() - story.published_at).days if story.published_at else None
    known = {name: value for name, value in facts.items() if name in _FACTS}
    return Submission(
        text=comment.text,
        author=comment.name,
        email=comment.email,
        url=comment.website,
        title=story.headline,
        language=story.language,
        age=age,
        **known,  # type: ignore[arg-type]
    )


_FACTS = {"seconds", "trap", "agent", "approved", "network", "page"}
