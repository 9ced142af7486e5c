"""What the spam filter learns from decisions of staff, and a comment as the filter is told of it."""

from __future__ import annotations

import json

from django.utils import timezone

from broadsheet import spam
from broadsheet.comments import Comment, State, writer_key
from broadsheet.people import Person
from broadsheet.spam import Submission, akismet


def teach(comment: Comment, was: str, by: Person | None) -> None:
    """A moderator's decision is a label, in their transaction; what the program itself decides is none."""
    if by is None or not by.moderates or was == comment.state:
        return
    subject, source = str(comment.pk), writer_key(by.pk)
    if comment.state in {State.PUBLISHED, State.SPAM}:
        spam.learn(
            submission_of(comment),
            comment.state == State.SPAM,
            subject=subject,
            source=source,
            writer=writer_of(comment),
        )
        if akismet.asks_akismet():
            akismet.question(comment.pk, "spam" if comment.state == State.SPAM else "good")
    elif was == State.SPAM:
        spam.take_back(subject, source=source)


def unteach(comment: Comment, by: Person) -> None:
    """They no longer say that it is good."""
    spam.take_back(str(comment.pk), source=writer_key(by.pk))


def submission_of(comment: Comment) -> Submission:
    """The comment as the filter saw it when it came."""
    judged = spam.judgement_of(comment.pk)
    facts = json.loads(judged.facts) if judged is not None and judged.facts.endswith("}") else {}
    return as_submission(comment, **facts)


def writer_of(comment: Comment) -> str:
    """By this name the filter erases what a person or a guest wrote."""
    return writer_key(comment.person_id, comment.guest)


def as_submission(comment: Comment, **facts: object) -> Submission:
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
