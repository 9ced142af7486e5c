"""Bounces: what a mail server sends back when an e-mail could not be delivered (RFC 3464)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from broadsheet.mailroom.follows import unsubscribe
from broadsheet.mailroom.models import Address
from broadsheet.mailroom.signed_links import MessageId

_LARGEST = 1_000_000  # bytes looked at
_OURS = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)


class NoBounce(Exception):
    """What was given unsubscribes nobody; the sentence says why."""


def take_bounce(raw: bytes) -> str:
    """Unsubscribe the address that a delivery report says is gone for good; returns a sentence about it.

    Raises NoBounce for what is no report, is about a delay, or is not about an e-mail of ours: the report must carry the
    signed `Message-ID` that only our e-mail had, so nobody can unsubscribe another by forging a report.
    """
    message = message_from_bytes(raw[:_LARGEST], policy=compat32)
    if not _failed_for_good(message):
        raise NoBounce("This is no report of a letter that failed for good (RFC 3464); nothing was changed.")
    identity = _identity(raw[:_LARGEST].decode("utf-8", "replace"))
    if identity is None:
        raise NoBounce("This report is about no letter of ours, as far as its Message-ID says; nothing was changed.")
    if not Address.objects.filter(pk=identity.address).exists():
        raise NoBounce("The address of this letter is forgotten here already; nothing was changed.")
    unsubscribe(identity.address, "bounced")
    return "The address takes no e-mail: it gets no more until its owner confirms it again."


def _failed_for_good(message: Message) -> bool:
    """Whether some recipient's part says `Action: failed` with a status of class 5 (RFC 3464 §2.3.3, RFC 3463 §2)."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        fields = part.get_payload()
        for recipient in fields if isinstance(fields, list) else []:
            if not isinstance(recipient, Message):
                continue
            action, status = str(recipient.get("Action", "")), str(recipient.get("Status", ""))
            if action.strip().lower() == "failed" and status.strip().startswith("5"):
                return True
    return False


def _identity(text: str) -> MessageId | None:
    """The first `Message-ID` in it that we signed; the report's own comes first and is not ours."""
    return next((one for found in _OURS.findall(text) if (one := MessageId.read(found))), None)
