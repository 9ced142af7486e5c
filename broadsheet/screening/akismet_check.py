"""What Akismet is asked about comments, and what follows: only where both find nothing is a comment published."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from broadsheet import spam
from broadsheet.comments import Comment, Finding, State
from broadsheet.moderation import Decision, hide_comment, publish_comment, submission_of
from broadsheet.spam import Question, akismet
from broadsheet.spam.akismet import Answer


def ask_second_opinions() -> int:
    """Ask what is due, one after the other; called by the worker. Gives how many were asked."""
    asked = akismet.due()
    for question in asked:
        comment = Comment.objects.select_related("story").defer("story__body").filter(pk=question.subject).first()
        if comment is None:
            question.delete()
            continue
        opinion = akismet.ask(question, submission_of(comment), f"{settings.ADDRESS}{comment.story.address}")
        if question.kind == "check":
            _follow(comment, question, opinion.answer)
    return len(asked)


def _follow(comment: Comment, question: Question, answer: Answer) -> None:
    """Agreement settles it; disagreement and silence leave it held."""
    with transaction.atomic():
        comment.refresh_from_db(fields=["state"])
        if answer == Answer.GOOD and comment.state == State.HELD and question.publishes:
            let_go(comment, "filter")
        elif answer == Answer.GOOD and comment.state == State.SPAM:
            hide_comment(comment, state=State.HELD)
        if reason := _REASONS.get(answer):
            spam.add_reason(comment.pk, reason)


def let_go(comment: Comment, rule: str) -> None:
    """A rule no longer holds it; published where no other does, and nobody decided so. Within the caller's transaction."""
    Finding.objects.filter(comment=comment, rule=rule).delete()
    decided = Decision.objects.filter(comment=comment, became=State.HELD, undone=None).exists()
    if not decided and not Finding.objects.filter(comment=comment).exists():
        publish_comment(comment)


_REASONS = {
    Answer.SPAM: "akismet-spam",
    Answer.GOOD: "akismet-good",
    Answer.SILENT: "akismet-silent",
    Answer.WAIT: "akismet-wait",
}
