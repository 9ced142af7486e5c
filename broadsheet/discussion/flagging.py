"""Flags: a reader's report of a comment to the moderators."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.discussion.models import Comment, Flag, State
from broadsheet.discussion.pacing import pace_pressing
from broadsheet.discussion.refusals import Gone, TooLong
from broadsheet.ledger import Kind
from broadsheet.people import Reader

MOST_LETTERS = 300


def flag(comment: Comment, reader: Reader, reason: str = "", network: str = "") -> bool:
    """Report it; False when this reader has done so already. Raises Gone, TooLong, TooFast."""
    reason = reason.replace("\0", "").strip()
    if comment.state != State.PUBLISHED or not comment.story.live:
        raise Gone(gettext("This comment is no longer here."))
    if len(reason) > MOST_LETTERS:
        raise TooLong(gettext("Please say it in at most 300 characters."), "reason")
    person = reader.person.pk if reader.person else None
    who = f"person-{person}" if person else reader.guest or secrets.token_hex(16)
    try:
        with transaction.atomic():
            pace_pressing(reader, network)
            Flag.objects.create(comment=comment, guest=who, reason=reason)
            Comment.objects.filter(pk=comment.pk).update(flags=F("flags") + 1)
            ledger.record(Kind.COMMENT_FLAGGED, story=comment.story_id, comment=comment.pk, person=person)
    except IntegrityError:
        return False
    return True
