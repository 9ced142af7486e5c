"""Bounces: what a mail server sends back when an e-mail could not be delivered (RFC 3464)."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from django.utils import timezone

from broadsheet.kit import in_turn
from broadsheet.mailroom.delivery_failures import Failure, failure_of, note_failure, status_in
from broadsheet.mailroom.models import Address, DeliveryState, Notification, Subject
from broadsheet.mailroom.signed_links import MessageId

LARGEST = 1_000_000  # bytes looked at
_OURS = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_AGAIN = timedelta(hours=6)
_MOST_TRIES = 10


class NoBounce(Exception):
    """What was given changes nothing; the sentence says why."""


def take_bounce(raw: bytes) -> str:
    """Note what a delivery report says of an address; returns a sentence about it.

    Raises NoBounce for what is no report, is about a delay, or is not about an e-mail of ours: the report must carry the
    signed `Message-ID` that only our e-mail had, so nobody can unsubscribe another by forging a report.
    """
    message = message_from_bytes(raw[:LARGEST], policy=compat32)
    failure, status = _failure(message)
    if failure in {None, Failure.LATER}:
        raise NoBounce("This is no report of an e-mail that failed for good (RFC 3464); nothing was changed.")
    identity = _identity(raw[:LARGEST].decode("utf-8", "replace"))
    if identity is None:
        raise NoBounce("This report is about no e-mail of ours, as far as its Message-ID says; nothing was changed.")
    if not Address.objects.filter(pk=identity.address).exists():
        raise NoBounce("The address of this e-mail is forgotten here already; nothing was changed.")
    assert failure is not None
    if note_failure(identity.address, failure, status):
        return "The address takes no e-mail: it gets no more until its owner confirms it again."
    _try_again(identity)
    return f"The e-mail was refused ({status or 'no status'}). That is counted, and it is tried again later."


def _failure(message: Message) -> tuple[Failure | None, str]:
    """What the first recipient's part with `Action: failed` says (RFC 3464 §2.3), and its numbers; None without such a part."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        fields = part.get_payload()
        for recipient in fields if isinstance(fields, list) else []:
            if isinstance(recipient, Message) and str(recipient.get("Action", "")).strip().lower() == "failed":
                status = str(recipient.get("Status", "")).strip().partition(" ")[0]
                words = " ".join(str(recipient.get("Diagnostic-Code", "")).split())[:1000]
                return failure_of(words, status=status), status_in(f"{status} {words}")
    return None, ""


def _identity(text: str) -> MessageId | None:
    """The first `Message-ID` in it that we signed; the report's own comes first and is not ours."""
    return next((one for found in _OURS.findall(text) if (one := MessageId.read(found))), None)


def _try_again(identity: MessageId) -> None:
    """The notification that the e-mail was about waits once more."""
    sent = Notification.objects.filter(address=identity.address, state=DeliveryState.SENT, tries__lt=_MOST_TRIES)
    if identity.word == "notification":
        sent = sent.filter(pk=identity.number)
    else:
        subject = Subject.COMMENT if identity.word == "comment" else Subject.STORY
        sent = sent.filter(subject=subject, about=identity.number, in_digest=False)
    with in_turn():
        row = sent.order_by("-pk").first()
        if row is not None:
            due = timezone.now() + _AGAIN
            Notification.objects.filter(pk=row.pk).update(state=DeliveryState.WAITING, due=due, tries=row.tries + 1)
