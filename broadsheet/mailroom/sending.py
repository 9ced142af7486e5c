"""Sending what is due: one e-mail at a time over one open connection, each logged before and after.

The log that an e-mail was sent and the log that the next is being sent are one commit. So whenever the worker is killed, at
most one is found in doubt: it is sent again, and the program's log says that it may arrive twice.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from broadsheet import kit
from broadsheet.comments.queries import comments_to_show
from broadsheet.kit import cache_for_request, in_turn
from broadsheet.kit.loops import note_trouble
from broadsheet.mailroom.delivery_failures import Failure, failure_of, note_failure, status_in
from broadsheet.mailroom.email_content import SharedContent, compose
from broadsheet.mailroom.models import DeliveryState, Notification, Subject
from broadsheet.mailroom.sql import log_delivery, without_waiting_for_the_disk
from broadsheet.stories.queries import stories_by_id

logger = logging.getLogger(__name__)

_TOGETHER = 100  # rows read at once
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0  # seconds without a mail server
_RETRY_FIRST = timedelta(minutes=5)
_MOST_TRIES = 10  # the pauses double: the last is after a day and a half
_BY_HAND = [Subject.CONFIRM, Subject.MINE]
Bundle = list[Notification]


class MailSender:
    """One process's connection to the mail server, and how long it waits after a failure."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.reset()

    def reset(self) -> None:
        """Close the connection and forget failures."""
        self.hang_up()
        self.failures = 0
        self.next = 0.0  # monotonic seconds

    def send_due(self, seconds: float, *, at_once: bool = False) -> int:
        """Send for about so many seconds; returns how many notifications were dealt with."""
        begun = time.monotonic()
        if begun < self.next and not at_once:
            return 0
        _resend_interrupted()
        done = 0
        with cache_for_request():
            while bundles := due_bundles():
                sent, well = self._send_all(bundles, begun + seconds)
                done += sent
                if not well or time.monotonic() > begun + seconds:
                    return done
        self.hang_up()
        return done

    def _send_all(self, bundles: Sequence[Bundle], until: float) -> tuple[int, bool]:
        """How many were dealt with, and whether the server still takes e-mail."""
        shared = _shared_content(bundles)
        done, before, well = 0, list[int](), True
        with without_waiting_for_the_disk():
            for bundle in bundles:
                email = _try_to_compose(bundle, shared)
                if email is None:
                    done += 1
                    continue
                log_delivery(sent=before, sending=[one.pk for one in bundle])
                before, well = self._hand_over(bundle, email)
                done += bool(before)
                if not well or time.monotonic() > until:
                    break
        log_delivery(sent=before, sending=[])
        return done, well

    def _hand_over(self, bundle: Bundle, email: kit.Email) -> tuple[list[int], bool]:
        """The ids that are done, and whether the server goes on taking e-mail."""
        try:
            if self.connection is None:
                self.connection = kit.mail_connection()
                self.connection.open()
            kit.send_email(email, self.connection)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            return self._refused(bundle, int(code), words)
        except smtplib.SMTPDataError as refusal:
            return self._refused(bundle, refusal.smtp_code, refusal.smtp_error)
        except smtplib.SMTPNotSupportedError:
            logger.warning("Notification %d is for an address that the mail server cannot take.", bundle[0].pk)
            _settle(bundle, DeliveryState.FAILED)
            return [], True
        except (smtplib.SMTPException, OSError) as trouble:
            return self._server_away(bundle, trouble)
        except DatabaseError:
            raise
        except Exception as problem:  # this e-mail, not the server: noted, and the next one goes
            note_trouble("sending e-mail", f"notification {bundle[0].pk}", problem)
            _settle(bundle, DeliveryState.FAILED)
            return [], True
        self.failures = 0
        return [one.pk for one in bundle], True

    def _refused(self, bundle: Bundle, code: int, answer: bytes | str) -> tuple[list[int], bool]:
        """A server that answers and does not take this e-mail: later, or never where there is no such mailbox."""
        words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        failure, status = failure_of(words, code=code), status_in(words, code)
        ended = note_failure(bundle[0].address_id, failure, status.rpartition(" ")[2])
        if ended or bundle[0].tries + 1 >= _MOST_TRIES:
            logger.warning("Notification %d was refused for good (%s: %s).", bundle[0].pk, status, failure.value)
            _settle(bundle, DeliveryState.FAILED)
        else:
            if failure == Failure.REFUSED:
                logger.warning("Notification %d was refused (%s) and is tried again later.", bundle[0].pk, status)
            _settle(bundle, DeliveryState.WAITING, later=_RETRY_FIRST * 2 ** bundle[0].tries)
        return [], True

    def _server_away(self, bundle: Bundle, trouble: Exception) -> tuple[list[int], bool]:
        """Everything waits, with growing pauses; nothing is given up, however long it lasts."""
        _settle(bundle, DeliveryState.WAITING)
        self.hang_up()
        pause = min(_FIRST_PAUSE * 2 ** min(self.failures, 10), _LONGEST_PAUSE)
        self.failures += 1
        self.next = time.monotonic() + pause
        said = status_in(str(getattr(trouble, "smtp_error", b"")), getattr(trouble, "smtp_code", 0)) or trouble
        logger.warning("The mail server takes no e-mail (%s); trying again in %.0f seconds.", said, pause)
        return [], False

    def hang_up(self) -> None:
        """Close the connection, when there is one."""
        if self.connection is not None:
            with suppress(Exception):  # it may be gone already, and this is its end either way
                self.connection.close()
            self.connection = None


def waiting_since(seconds: float) -> datetime | None:
    """When the e-mail was due that has waited longest, where that is longer ago than so many seconds."""
    due = Notification.objects.filter(state=DeliveryState.WAITING, due__lt=timezone.now() - timedelta(seconds=seconds))
    return due.order_by("due").values_list("due", flat=True).first()


def due_bundles() -> list[Bundle]:
    """Notifications that are due, the oldest first; those of a digest with everything that is due to the same address."""
    now = timezone.now()
    going = Q(address__paused_until=None) | Q(address__paused_until__lte=now) | Q(subject__in=_BY_HAND)
    due = Notification.objects.filter(going, state=DeliveryState.WAITING, due__lte=now)
    due = due.select_related("address", "follow")
    found = list(due.order_by("due", "pk")[:_TOGETHER])
    digests = {one.address_id: Bundle() for one in found if one.in_digest}
    for one in due.filter(in_digest=True, address__in=digests).order_by("pk") if digests else ():
        digests[one.address_id].append(one)
    single = [[one] for one in found if not one.in_digest]
    return [*single, *(bundle for bundle in digests.values() if bundle)]


def _shared_content(bundles: Sequence[Bundle]) -> SharedContent:
    """Everything these notifications are about, as it is now."""
    rows = [one for bundle in bundles for one in bundle]
    comments = {one.about or 0 for one in rows if one.subject == Subject.COMMENT}
    stories = {one.about or 0 for one in rows if one.subject == Subject.STORY}
    return SharedContent(comments=comments_to_show(comments), stories=stories_by_id(stories))


def _try_to_compose(bundle: Bundle, shared: SharedContent) -> kit.Email | None:
    """None, and settled, when there is nothing to be sent."""
    try:
        email = compose(bundle, shared)
    except DatabaseError:
        raise
    except Exception as problem:  # one that cannot be written keeps no other back
        note_trouble("writing e-mail", f"notification {bundle[0].pk}", problem)
        _settle(bundle, DeliveryState.FAILED)
        return None
    if email is None:
        _settle(bundle, DeliveryState.DROPPED)
    return email


def _settle(bundle: Bundle, state: DeliveryState, later: timedelta = timedelta()) -> None:
    with in_turn():
        rows = Notification.objects.filter(pk__in=[one.pk for one in bundle])
        tries = bundle[0].tries + (1 if later else 0)
        rows.update(state=state, tries=tries, **({"due": timezone.now() + later} if later else {}))


def _resend_interrupted() -> None:
    """Nobody else sends while this process does, so what is being sent was interrupted with a worker that was killed."""
    for one in Notification.objects.filter(state=DeliveryState.SENDING):
        logger.warning(
            "Notification %d was being sent when the worker ended; it is sent again and may arrive twice.", one.pk
        )
        Notification.objects.filter(pk=one.pk).update(state=DeliveryState.WAITING)
