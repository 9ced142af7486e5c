"""What a writer may still do: change the words, or withdraw them, for fifteen minutes by the server's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Side, State, change_state, digest_of, fit_words, forget_words, is_by
from broadsheet.comments.queries import comment_for_update
from broadsheet.discussion.refusals import TooLate
from broadsheet.kit import Gone, NotYours
from broadsheet.ledger import Kind
from broadsheet.people import Reader
from broadsheet.screening.rules import admit, case_of, weigh

WINDOW = timedelta(minutes=15)
_STANDING = {State.PUBLISHED, State.HELD}


def editable_until(comment: Comment) -> datetime:
    """Until when its writer may change it."""
    return comment.created + WINDOW


def refuse_change(comment: Comment, reader: Reader, now: datetime | None = None) -> None:
    """Raises NotYours, Gone or TooLate where this reader may not change the comment now."""
    if not is_by(comment, reader):
        raise NotYours(gettext("Only its writer can change this comment, on the device it was written on."))
    if comment.state not in _STANDING or not comment.story.live:
        raise _gone()
    if (now or timezone.now()) >= editable_until(comment):
        sentence = gettext(
            "A comment can be changed for 15 minutes. That time is over; you can answer your own comment."
        )
        raise TooLate(sentence, "text")


def _gone() -> Gone:
    return Gone(
        gettext("This comment is not here any more. If you still need your words, please copy them now."), "text"
    )


def edit_comment(comment: Comment, *, text: str, reader: Reader) -> Comment:
    """Change the words. A comment that would be held if it were written so is held again. Raises a Refusal."""
    words = fit_words(text)
    with transaction.atomic():
        comment = _locked(comment)
        refuse_change(comment, reader)
        if words.text == comment.text:
            return comment
        comment.text, comment.html, comment.edited = words.text, words.html, timezone.now()
        comment.digest = digest_of(comment.story_id, words.text)
        case = case_of(comment, reader, before=comment.pk)
        weighed = weigh(case, admit(case))
        comment.save(update_fields=["text", "html", "edited", "digest"])
        forget_words([comment.pk])
        weighed.keep(comment)
        if weighed.state != State.PUBLISHED:
            change_state(comment, weighed.state)
        ledger.record(Kind.COMMENT_EDITED, story=comment.story_id, comment=comment.pk, person=comment.person_id)
    return comment


def withdraw_comment(comment: Comment, *, reader: Reader) -> Comment:
    """Take it back; its replies keep their place under a tombstone. Raises a Refusal."""
    with transaction.atomic():
        comment = _locked(comment)
        refuse_change(comment, reader)
        change_state(comment, State.REMOVED)
        comment.removed_by = Side.WRITER
        comment.save(update_fields=["removed_by"])
        forget_words([comment.pk])
        ledger.record(Kind.COMMENT_WITHDRAWN, story=comment.story_id, comment=comment.pk, person=comment.person_id)
    return comment


def _locked(comment: Comment) -> Comment:
    """The comment as it stands now, while nobody else changes this discussion. Raises Gone where it was deleted meanwhile."""
    found = comment_for_update(comment.pk, comment.story_id)
    if found is None:
        raise _gone()
    return found
