"""What the spam filter is told of a comment, and what follows from what it says: it only ever adds holding."""

from __future__ import annotations

import json
from dataclasses import replace

from django.utils import timezone

from broadsheet import spam
from broadsheet.discussion.holding import is_known
from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.sending import Sending
from broadsheet.people import Person, Reader
from broadsheet.spam import Outcome, Prepared, Submission, Verdict

_STATES = {Outcome.PUBLISH: State.PUBLISHED, Outcome.HOLD: State.HELD, Outcome.SPAM: State.SPAM}
_KNOWN = 1
_ASKED = "akismet-ask"


def prepare(comment: Comment, reader: Reader, sending: Sending, network: str) -> Prepared | None:
    """None for moderators, who are not judged."""
    if reader.moderates:
        return None
    approved = (_KNOWN if is_known(reader, comment.pk) else 0) if spam.is_awake() else None
    given = _submission(comment, network=network, approved=approved, **sending.facts())
    return spam.prepare(given)


def screen(comment: Comment, reader: Reader, state: State, prepared: Prepared | None) -> tuple[State, Verdict | None]:
    """The state that newsroom and story gave it, or a stricter one. A known writer's is at most held."""
    if prepared is None:
        return state, None
    verdict = spam.judge(prepared)
    said = _STATES[verdict.outcome]
    if said == State.SPAM and is_known(reader, comment.pk):
        said = State.HELD
    state = said if state == State.PUBLISHED or said == State.SPAM else state
    if verdict.asks and state == State.PUBLISHED:
        return State.HELD, replace(verdict, reasons=(*verdict.reasons, _ASKED))
    return state, verdict


def remember(comment: Comment, verdict: Verdict | None, prepared: Prepared | None) -> None:
    """Once the comment has its id."""
    if verdict is not None and prepared is not None:
        spam.keep(verdict, comment.pk, prepared)
        if verdict.asks:
            spam.question(comment.pk, "check", publishes=_ASKED in verdict.reasons)


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


_FACTS = {"seconds", "trap", "agent", "approved", "network"}
