"""What staff decide about a comment: publish, hold, remove, spam, or keep; kept so that it can be read, undone and answered for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Discussion, Side, State, change_from, take
from broadsheet.comments.changes import sign_removal, state_of
from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import Decided, Gone
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_by_deciding, ask_again
from broadsheet.moderation.filter_training import teach, unteach
from broadsheet.moderation.models import Decision, Reason
from broadsheet.moderation.queries import newest_decisions
from broadsheet.people import Person

_SEEN = re.compile(rf"(?P<state>{'|'.join(State.values)})\.(?P<decision>[0-9]{{1,18}})")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of a comment before they decided: its state, and the id of the newest decision about it.

    `state` is empty, and `decision` None, where that is not known; `decision` is 0 where there was none.
    """

    state: str = ""
    decision: int | None = None

    @classmethod
    def now(cls, comment: Comment) -> Seen:
        """What is to be seen of this comment, as it was loaded, and of the decisions about it."""
        return cls(comment.state, newest_decisions([comment.pk]).get(comment.pk, 0))

    @classmethod
    def read(cls, text: str) -> Seen | None:
        """What `str` wrote; None for anything else."""
        found = _SEEN.fullmatch(text)
        return cls(found["state"], int(found["decision"])) if found else None

    def __str__(self) -> str:
        """One word for a link or a form, like `held.12`."""
        return f"{self.state}.{self.decision or 0}"


@transaction.atomic
def decide_comment(
    comment: Comment,
    state: State,
    by: Person | None = None,
    *,
    seen: Seen | None = None,
    reason: Reason | None = None,
    sentence: str = "",
) -> Decision | None:
    """Publish, hold or remove it, or call it spam; the filter learns. None when it was so already.

    `seen` is what whoever decides saw; a person who is said to have seen nothing saw `comment` as it was loaded. Raises
    Decided, and does nothing, when it is in another state by now, or a decision was made since; Gone when it is no more.
    `reason` stands on the tombstone; `sentence` is for the writer alone.
    """
    discussion, was = _take(comment)
    _refuse_when_decided(comment, was, state, by, seen)
    if not change_from(discussion, comment, was, state):
        return None
    _sign(comment, state, reason)
    teach(comment, was, by)
    decision = Decision.objects.create(comment=comment, by=by, was=was, became=state, reason=reason, sentence=sentence)
    answer_by_deciding(comment, state, by)
    _record(comment, by)
    return decision


def publish_comment(comment: Comment, by: Person | None = None, *, seen: Seen | None = None) -> None:
    """Let everybody read it, whatever state it was in. Raises as `decide_comment`."""
    decide_comment(comment, State.PUBLISHED, by, seen=seen)


def hide_comment(
    comment: Comment, by: Person | None = None, state: State = State.REMOVED, *, seen: Seen | None = None
) -> None:
    """Take it from everybody's eyes: held, spam or removed. Its replies keep their place under a tombstone. Raises as
    `decide_comment`.
    """
    assert state != State.PUBLISHED
    decide_comment(comment, state, by, seen=seen)


@transaction.atomic
def keep_comment(comment: Comment, by: Person, *, seen: Seen | None = None) -> Decision:
    """A published comment stays, or spam is spam: flags are answered, the filter learns that it is so.

    Raises Decided, and does nothing, when it is neither, or something else was decided since it was `seen`; Gone when it
    is no more.
    """
    _, was = _take(comment)
    if was not in {State.PUBLISHED, State.SPAM}:
        raise Decided(comment_decided(comment))
    _refuse_when_decided(comment, was, State(seen.state) if seen and seen.state else was, by, seen)
    comment.state = was
    teach(comment, "", by)
    decision = Decision.objects.create(comment=comment, by=by, was=was, became=was)
    if not answer_by_deciding(comment, State(was), by):
        ledger.record(Kind.FLAGS_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return decision


@transaction.atomic
def undo(decision: Decision, by: Person) -> None:
    """Make it as it was before. Raises Decided when something else came of it meanwhile, or it was undone already; Gone when
    the comment is no more.
    """
    comment = comment_with_story(decision.comment_id)
    if comment is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    discussion, state = _take(comment)
    if state != decision.became or _is_newer_decision(comment, Seen(decision=decision.pk)):
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
    last, state = _last_decision(comment), state_of(comment)
    if state is None:
        return gettext("This comment is no longer here: nothing was done.")
    if last is None or last.became != state or last.by is None:
        return gettext("Nothing was done: meanwhile this comment was %(state)s.") % {"state": _state_words(state)}
    told = {"name": last.by.name, "state": _state_words(state)}
    return gettext("Nothing was done: meanwhile %(name)s has decided, and it was %(state)s.") % told


def is_decided_since(comment: Comment, seen: Seen, *, besides: Person) -> bool:
    """Whether anybody but this person decided about it since it was seen, or it is in another state for another reason."""
    newer = Decision.objects.filter(comment=comment, undone=None, pk__gt=seen.decision or 0)
    if newer.exclude(by=besides).exists():
        return True
    own = newer.order_by("-pk").first()
    return state_of(comment) != (own.became if own else seen.state)


def last_decision_words(comment: Comment) -> str:
    """Who decided what of it last, in a sentence for somebody who is asked whether to decide otherwise."""
    last, state = _last_decision(comment), state_of(comment)
    if state is None:
        return gettext("This comment is no longer here: nothing was done.")
    if last is None or last.became != state or last.by is None:
        return gettext("Meanwhile this comment was %(state)s.") % {"state": _state_words(state)}
    told = {"name": last.by.name, "state": _state_words(state)}
    return gettext("Meanwhile %(name)s has decided, and it was %(state)s.") % told


def _refuse_when_decided(comment: Comment, was: str, state: str, by: Person | None, seen: Seen | None) -> None:
    """What the program itself decides is about the row as it is, so it need not have seen anything."""
    if seen is None:
        if by is None:
            return
        seen = Seen(comment.state)
    if (seen.state and seen.state not in {was, state}) or _is_newer_decision(comment, seen):
        raise Decided(comment_decided(comment))


def _last_decision(comment: Comment) -> Decision | None:
    return Decision.objects.filter(comment=comment, undone=None).select_related("by").order_by("-pk").first()


def _state_words(state: State) -> str:
    return {
        State.PUBLISHED: gettext("published"),
        State.HELD: gettext("held"),
        State.SPAM: gettext("called spam"),
        State.REMOVED: gettext("removed"),
    }[state]


def _is_newer_decision(comment: Comment, seen: Seen) -> bool:
    if seen.decision is None:
        return False
    return Decision.objects.filter(comment=comment, undone=None, pk__gt=seen.decision).exists()


def _take(comment: Comment) -> tuple[Discussion, str]:
    """Its discussion, which nobody else changes before the transaction ends, and its state. Raises Gone when it is no more."""
    discussion = take(comment.story_id)
    state = state_of(comment)
    if state is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    return discussion, str(state)


def _sign(comment: Comment, state: State, reason: Reason | None) -> None:
    """What its tombstone says."""
    removed = state == State.REMOVED
    comment.removed_by = Side.STAFF if removed else ""
    comment.reason = reason if removed else None
    sign_removal([comment.pk], Side.STAFF if removed else None, comment.reason_id)


def _record(comment: Comment, by: Person | None) -> None:
    kind = Kind.COMMENT_PUBLISHED if comment.state == State.PUBLISHED else Kind.COMMENT_HIDDEN
    ledger.record(kind, story=comment.story_id, comment=comment.pk, person=by.pk if by else None)
