"""Flags: a reader's report of a comment to the moderators. Enough of them hold it until one has looked."""

from __future__ import annotations

import secrets
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Finding, Grievance, State, fit_email, pace_pressing
from broadsheet.comments.changes import add_flag
from broadsheet.comments.queries import insert_findings, last_rule
from broadsheet.kit import Decided, Gone, TooLong
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import answer_flags
from broadsheet.moderation.deciding import Seen, decide_comment
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports.flag_weights import counts_from, weight_of, weight_on
from broadsheet.people import Person, Reader
from broadsheet.stories import site_settings

MOST_LETTERS = 300
_RULE = "flags"  # what the finding of a comment held by flags is called


def flag(
    comment: Comment, reader: Reader, reason: str = "", network: str = "", *, grievance: str = "", email: str = ""
) -> bool:
    """Report it; False when this reader has done so already. Raises Gone, TooLong, Unfit, TooFast.

    `grievance` is one of the closed list, `reason` the reader's own words; `email` is where they want to hear of it.
    """
    reason = reason.replace("\0", "").strip()
    if comment.state != State.PUBLISHED or not comment.story.live:
        raise Gone(gettext("This comment is no longer here."))
    if len(reason) > MOST_LETTERS:
        raise TooLong(gettext("Please say it in at most 300 characters."), "reason")
    made = Flag(
        comment=comment,
        guest="" if reader.person else reader.guest or secrets.token_hex(16),
        person=reader.person,
        grievance=Grievance(grievance) if grievance in Grievance.values else Grievance.OTHER,
        reason=reason,
        email=fit_email(email),
    )
    try:
        with transaction.atomic():
            pace_pressing(reader, network)
            made.weight = weight_of(made.guest, made.person_id) if counts_from(network, comment) else 0.0
            made.save(force_insert=True)
            add_flag(comment)
            _hold_if_heavy(comment)
            ledger.record(Kind.COMMENT_FLAGGED, story=comment.story_id, comment=comment.pk, person=made.person_id)
    except IntegrityError:
        return False
    return True


def _hold_if_heavy(comment: Comment) -> None:
    """The program holds what flags weigh down; not what staff wrote, who are answerable by name."""
    limit = site_settings().flags_before_holding
    if not limit or (comment.person is not None and comment.person.moderates):
        return
    weight = weight_on(comment)
    held = None
    if weight >= limit:
        with suppress(Decided):  # staff were quicker
            held = decide_comment(comment, State.HELD, seen=Seen(State.PUBLISHED))
    if held is None:
        return
    words = _said(comment)
    found = Finding(comment=comment, rule=_RULE, does=State.HELD, words=words, measured=weight, limit=limit)
    insert_findings([found])


def _said(comment: Comment) -> str:
    """What readers found wrong, each grievance once, the most frequent first."""
    given = list(Flag.objects.filter(comment=comment, right=None).values_list("grievance", flat=True))
    return ", ".join(sorted(set(given), key=lambda one: (-given.count(one), one)))[:300]


@transaction.atomic
def settle_flags(comment: Comment, by: Person, *, right: bool, words: str = "", seen: Seen | None = None) -> None:
    """Answer the flags and do what follows: what was rightly flagged is removed, what flags alone held is published.

    Raises TooLong, Gone where no flag waits, Decided where the comment is not as it was `seen`.
    """
    answer_flags(comment, by, words, right=right)
    if right:
        decide_comment(comment, State.REMOVED, by, seen=seen)
    elif comment.state == State.HELD and _held_by_flags(comment):
        decide_comment(comment, State.PUBLISHED, by, seen=seen)


def _held_by_flags(comment: Comment) -> bool:
    return last_rule(comment) == _RULE
