"""What the desk makes of a comment, kept so that it can be read, undone and answered for."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Discussion, Side, State, change_from, take
from broadsheet.kit import Decided, Gone
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_by_deciding, ask_again
from broadsheet.moderation.filter_training import teach, unteach
from broadsheet.moderation.models import Decision, Reason
from broadsheet.people import Person


@transaction.atomic
def decide(
    comment: Comment,
    state: State,
    by: Person | None = None,
    *,
    seen: str = "",
    reason: Reason | None = None,
    sentence: str = "",
) -> Decision | None:
    """Publish, hold or remove it, or call it spam; the filter learns. None when it was so already.

    `seen` is the state that whoever decides saw: raises Decided, and does nothing, when it is another by now.
    `reason` stands on the tombstone; `sentence` is for the writer alone.
    """
    discussion, was = _as_it_is(comment)
    if seen and seen not in {was, state}:
        raise Decided(comment_decided(comment))
    if not change_from(discussion, comment, was, state):
        return None
    _sign(comment, state, reason)
    teach(comment, was, by)
    decision = Decision.objects.create(comment=comment, by=by, was=was, became=state, reason=reason, sentence=sentence)
    answer_by_deciding(comment, state, by)
    _record(comment, by)
    return decision


def publish_comment(comment: Comment, by: Person | None = None) -> None:
    """Let everybody read it, whatever state it was in."""
    decide(comment, State.PUBLISHED, by)


def hide_comment(comment: Comment, by: Person | None = None, state: State = State.REMOVED) -> None:
    """Take it from everybody's eyes: held, spam or removed. Its replies keep their place under a tombstone."""
    assert state != State.PUBLISHED
    decide(comment, state, by)


@transaction.atomic
def undo(decision: Decision, by: Person) -> None:
    """Make it as it was before. Raises Decided when something else came of it meanwhile, or it was undone already."""
    comment = Comment.objects.select_related("story").defer("story__body").get(pk=decision.comment_id)
    discussion, state = _as_it_is(comment)
    if state != decision.became:
        raise Decided(comment_decided(comment))
    if not Decision.objects.filter(pk=decision.pk, undone=None).update(undone=timezone.now()):
        raise Decided(gettext("This was undone already."))
    change_from(discussion, comment, state, State(decision.was))
    before = Decision.objects.filter(comment=comment, undone=None, pk__lt=decision.pk).order_by("-pk").first()
    _sign(comment, State(decision.was), before.reason if before else None)
    teach(comment, decision.became, by)
    ask_again(decision)
    if decision.was == decision.became:
        unteach(comment, by)
    _record(comment, by)


def comment_decided(comment: Comment) -> str:
    """Who decided what of it last, in a sentence for the one who comes second."""
    last = Decision.objects.filter(comment=comment, undone=None).select_related("by").order_by("-pk").first()
    state = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).get()
    words = {
        State.PUBLISHED: gettext("published"),
        State.HELD: gettext("held"),
        State.SPAM: gettext("called spam"),
        State.REMOVED: gettext("removed"),
    }[State(state)]
    if last is None or last.became != state or last.by is None:
        return gettext("Nothing was done: meanwhile this comment was %(state)s.") % {"state": words}
    return gettext("Nothing was done: meanwhile %(name)s has decided, and it was %(state)s.") % {
        "name": last.by.name,
        "state": words,
    }


def _as_it_is(comment: Comment) -> tuple[Discussion, str]:
    """Its discussion, which nobody else changes before the transaction ends, and its state. Raises Gone when it is no more."""
    discussion = take(comment.story_id)
    state = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).first()
    if state is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    return discussion, str(state)


def _sign(comment: Comment, state: State, reason: Reason | None) -> None:
    """What its tombstone says."""
    comment.removed_by = Side.STAFF if state == State.REMOVED else ""
    comment.reason = reason if state == State.REMOVED else None
    Comment.objects.filter(pk=comment.pk).update(removed_by=comment.removed_by, reason=comment.reason)


def _record(comment: Comment, by: Person | None) -> None:
    kind = Kind.COMMENT_PUBLISHED if comment.state == State.PUBLISHED else Kind.COMMENT_HIDDEN
    ledger.record(kind, story=comment.story_id, comment=comment.pk, person=by.pk if by else None)
