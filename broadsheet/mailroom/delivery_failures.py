"""What mail servers say against an e-mail, and what follows for its address: an end where the mailbox does not exist, else a wait."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from enum import Enum

from django.utils import timezone

from broadsheet.kit import allow, in_turn
from broadsheet.mailroom.follows import unsubscribe
from broadsheet.mailroom.models import Address

logger = logging.getLogger(__name__)

ENOUGH = 5  # refusals in a row that end e-mails to an address, when the first of them is so long ago:
LONG_ENOUGH = timedelta(days=21)
_ANOTHER_ROW = timedelta(days=30)  # without a refusal: the next one is the first of another row
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(hours=1), timedelta(days=1)
_LATELY = timedelta(hours=1)
MANY_DOMAINS = 5  # that refuse us within an hour: it is not their readers
_NO_MAILBOX = {"5.1.1", "5.1.6", "5.1.10"}  # RFC 3463 §3.2, RFC 7505 §4.2
_NO_WORD = {"", "5.0.0", "5.5.0", "5.5.1", "5.5.4"}  # says nothing of itself; what is written beside it may
_IN_WORDS = re.compile(
    r"no such (user|mailbox|recipient|address|person)|(user|mailbox|recipient|address|account)( is| was)? (unknown|not found)"
    r"|unknown (user|mailbox|recipient|address)|does(n't| not) exist|invalid (recipient|mailbox)|no mailbox|not a valid mailbox",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([245]\d\d)\b")


class Failure(Enum):
    NO_MAILBOX = "there is no such mailbox"
    REFUSED = "refused, for now"
    LATER = "the server asks to come again"


def failure_of(words: str, *, status: str = "", code: int = 0) -> Failure:
    """What a server's answer means: `words` as it gave them, `status` (RFC 3463) and `code` (RFC 5321) where they stand apart.

    A policy, a full mailbox or a sender that is not liked (5.7.x, 5.2.2, 5.1.8) is no word about the mailbox.
    """
    found = _STATUS.search(words)
    if found and (not status or status in _NO_WORD):
        status = found[1]
    if not code and (spoken := _CODE.search(words)):
        code = int(spoken[1])
    if status.startswith("4") or (not status and code < 500):
        return Failure.LATER
    if status in _NO_MAILBOX or (status in _NO_WORD and _IN_WORDS.search(words)):
        return Failure.NO_MAILBOX
    return Failure.REFUSED


def status_in(words: str, code: int = 0) -> str:
    """What of an answer may be logged: its numbers. The words often name the address."""
    found = _STATUS.search(words)
    return " ".join(part for part in (str(code or ""), found[1] if found else "") if part)


def note_failure(address_id: int, failure: Failure, status: str = "") -> bool:
    """Draw the consequence for an address; True when it gets no more e-mails until its owner confirms it again."""
    if failure == Failure.NO_MAILBOX:
        unsubscribe(address_id, "bounced")
        return True
    return failure == Failure.REFUSED and _count(address_id, status)


def _count(address_id: int, status: str) -> bool:
    """One refusal more. While many domains refuse us, none of it speaks against their readers."""
    now = timezone.now()
    with in_turn():
        address = Address.objects.select_for_update().filter(pk=address_id).first()
        if address is None:
            return False
        if address.refused_at is None or address.refused_since is None or now - address.refused_at > _ANOTHER_ROW:
            address.refused_since, address.refusals = now, 0
        address.refusals = min(address.refusals + 1, 1000)
        address.refused_at, address.refused_status = now, status[:16]
        pause = min(_FIRST_PAUSE * 2 ** min(address.refusals - 1, 10), _LONGEST_PAUSE)
        address.paused_until = now + pause
        address.save(update_fields=["refused_since", "refusals", "refused_at", "refused_status", "paused_until"])
    domains = refusing_domains()
    if len(domains) >= MANY_DOMAINS:
        _say(len(domains))
        return False
    if address.refusals < ENOUGH or now - address.refused_since < LONG_ENOUGH:
        return False
    unsubscribe(address_id, "refused")
    return True


def _say(domains: int) -> None:
    if allow("many domains refuse us", 1, _LATELY.total_seconds()):
        logger.error("Mail servers of %d domains refused e-mails within an hour: %s", domains, OWN_TROUBLE)


OWN_TROUBLE = (
    "the trouble is this site's own. Is its mail server on a block list? Are SPF, DKIM and the sender's name in order? "
    "E-mails wait and are tried again."
)


def refusing_domains() -> set[str]:
    """Mail domains that refused an e-mail within the last hour."""
    lately = Address.objects.filter(refused_at__gt=timezone.now() - _LATELY)
    return {email.rpartition("@")[2] for email in lately.values_list("email", flat=True)}


def delivery_troubles() -> list[str]:
    """Sentences for the operator about what is wrong with this site's e-mail; none of them names a reader's address."""
    domains = len(refusing_domains())
    return (
        [f"Mail servers of {domains} domains refused e-mails within an hour: {OWN_TROUBLE}"]
        if domains >= MANY_DOMAINS
        else []
    )


def delivery_notes() -> list[str]:
    """Sentences for the operator about addresses whose servers refuse e-mails, and about those that get no more."""
    waiting = Address.objects.filter(paused_until__gt=timezone.now(), stopped=None)
    ended = Address.objects.filter(stop_reason__in=["bounced", "refused"]).exclude(stopped=None)
    notes: list[str] = []
    if count := waiting.count():
        oldest: datetime | None = waiting.order_by("refused_since").values_list("refused_since", flat=True).first()
        since = f", the first since {oldest:%Y-%m-%d}" if oldest else ""
        notes.append(f"E-mails to {count} addresses wait, because their servers refuse them{since}.")
    if count := ended.count():
        notes.append(f"{count} addresses get no more e-mails: their mailboxes do not exist, or refused them for weeks.")
    return notes
