"""What Akismet is asked about comments, and what follows: only where both find nothing is a comment published."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from broadsheet import spam
from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comment_with_story, forget_findings, has_findings
from broadsheet.kit.loops import guarded
from broadsheet.moderation import hide_comment, publish_comment, submission_of
from broadsheet.moderation.queries import is_held_by_decision
from broadsheet.spam import Question, akismet
from broadsheet.spam.akismet import Answer


def ask_second_opinions() -> int:
    """Send Akismet the questions that are due, one after the other; called by the worker. Gives how many there were."""
    asked = akismet.due()
    for question in asked:
        with guarded("asking Akismet", f"comment {question.subject}"):
            _ask(question)
    return len(asked)


def _ask(question: Question) -> None:
    comment = comment_with_story(question.subject)
    if comment is None:
        question.delete()
        return
    opinion = akismet.ask(question, submission_of(comment), f"{settings.ADDRESS}{comment.story.address}")
    if question.kind == "check":
        _apply(comment, question, opinion.answer)


def _apply(comment: Comment, question: Question, answer: Answer) -> None:
    """Agreement settles it; disagreement and silence leave it held."""
    with transaction.atomic():
        comment.refresh_from_db(fields=["state"])
        if answer == Answer.GOOD and comment.state == State.HELD and question.publishes:
            stop_holding(comment, "filter")
        elif answer == Answer.GOOD and comment.state == State.SPAM:
            hide_comment(comment, state=State.HELD)
        if reason := _REASONS.get(answer):
            spam.add_reason(comment.pk, reason)


def stop_holding(comment: Comment, rule: str) -> None:
    """The rule no longer holds the comment: publish it, unless another rule or a moderator's decision holds it.

    Within the caller's transaction.
    """
    forget_findings(comment, rule)
    if not is_held_by_decision(comment) and not has_findings(comment):
        publish_comment(comment)


_REASONS = {
    Answer.SPAM: "akismet-spam",
    Answer.GOOD: "akismet-good",
    Answer.SILENT: "akismet-silent",
    Answer.WAIT: "akismet-wait",
}
