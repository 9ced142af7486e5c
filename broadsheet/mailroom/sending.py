"""Sending what is due: one letter at a time over one open connection, each noted before and after.

The note that a letter is done and the note that the next is under way are one commit. So whenever the worker is killed,
at most one letter is found under way: it is sent again, and the log says that it may arrive twice.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from broadsheet import kit
from broadsheet.comments import Comment
from broadsheet.kit import cache_for_request, in_turn
from broadsheet.mailroom.delivery_log import note, noting_quickly
from broadsheet.mailroom.email_content import Batch, compose
from broadsheet.mailroom.follows import stop
from broadsheet.mailroom.models import Letter, State, Subject
from broadsheet.stories import Story

logger = logging.getLogger(__name__)

_TOGETHER = 100  # letters read at once
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0  # seconds without a mail server
_RETRY_FIRST = timedelta(minutes=5)
_MOST_TRIES = 10  # the pauses double: the last is after a day and a half
_UNKNOWN_RECIPIENT = {550, 551, 553}
Bundle = list[Letter]


class Postman:
    """One process's connection to the mail server, and how long it waits after a failure."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.failures = 0
        self.next = 0.0  # monotonic seconds

    def send_due(self, seconds: float, *, at_once: bool = False) -> int:
        """Send for about so many seconds; gives how many letters were dealt with."""
        begun = time.monotonic()
        if begun < self.next and not at_once:
            return 0
        _find_cut_off()
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
        """How many were dealt with, and whether the server still takes letters."""
        batch = _batch(bundles)
        done, before, well = 0, list[int](), True
        with noting_quickly():
            for bundle in bundles:
                letter = _try_to_compose(bundle, batch)
                if letter is None:
                    done += 1
                    continue
                note(done=before, under_way=[one.pk for one in bundle])
                before, well = self._hand_over(bundle, letter)
                done += bool(before)
                if not well or time.monotonic() > until:
                    break
        note(done=before, under_way=[])
        return done, well

    def _hand_over(self, bundle: Bundle, letter: kit.Letter) -> tuple[list[int], bool]:
        """The ids that are done, and whether the server goes on taking letters."""
        try:
            if self.connection is None:
                self.connection = kit.mail_connection()
                self.connection.open()
            kit.send_letter(letter, self.connection)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, _ = next(iter(refusal.recipients.values()))
            return self._not_this_one(bundle, int(code), refusal)
        except smtplib.SMTPDataError as refusal:
            return self._not_this_one(bundle, refusal.smtp_code, refusal)
        except (smtplib.SMTPException, OSError) as trouble:
            return self._server_is_away(bundle, trouble)
        except DatabaseError:
            raise
        except Exception:  # the letter, not the server: recorded, and the next one goes
            logger.exception("Letter %d could not be written.", bundle[0].pk)
            _settle(bundle, State.FAILED)
            return [], True
        self.failures = 0
        return [one.pk for one in bundle], True

    def _not_this_one(self, bundle: Bundle, code: int, refusal: Exception) -> tuple[list[int], bool]:
        """A server that lives and does not take this letter: later (4xx), or never (5xx, RFC 5321 §4.2.1)."""
        if code in _UNKNOWN_RECIPIENT and isinstance(refusal, smtplib.SMTPRecipientsRefused):
            logger.warning(
                "The address of letter %d is not known to its server (%d): no more letters.", bundle[0].pk, code
            )
            _settle(bundle, State.FAILED)
            stop(bundle[0].address_id, "bounced")
        elif code >= 500 or bundle[0].tries + 1 >= _MOST_TRIES:
            logger.warning("Letter %d was refused for good: %s", bundle[0].pk, refusal)
            _settle(bundle, State.FAILED)
        else:
            _settle(bundle, State.WAITING, later=_RETRY_FIRST * 2 ** bundle[0].tries)
        return [], True

    def _server_is_away(self, bundle: Bundle, trouble: Exception) -> tuple[list[int], bool]:
        """Everything waits, for growing pauses; nothing is given up, however long it lasts."""
        _settle(bundle, State.WAITING)
        self.hang_up()
        pause = min(_FIRST_PAUSE * 2 ** min(self.failures, 10), _LONGEST_PAUSE)
        self.failures += 1
        self.next = time.monotonic() + pause
        logger.warning("The mail server takes no letters (%s); trying again in %.0f seconds.", trouble, pause)
        return [], False

    def hang_up(self) -> None:
        """Close the connection, when there is one."""
        if self.connection is not None:
            with suppress(Exception):  # it may be gone already, and this is its end either way
                self.connection.close()
            self.connection = None


def due_bundles() -> list[Bundle]:
    """Letters that are due, the oldest first; those to be gathered with everything of the same address that is due."""
    due = Letter.objects.filter(state=State.WAITING, due__lte=timezone.now()).select_related("address", "follow")
    found = list(due.order_by("due", "pk")[:_TOGETHER])
    gathered = {letter.address_id: Bundle() for letter in found if letter.gathered}
    for letter in due.filter(gathered=True, address__in=gathered).order_by("pk") if gathered else ():
        gathered[letter.address_id].append(letter)
    single = [[letter] for letter in found if not letter.gathered]
    return [*single, *(bundle for bundle in gathered.values() if bundle)]


def _batch(bundles: Sequence[Bundle]) -> Batch:
    """Everything these letters are about, as it stands now."""
    letters = [letter for bundle in bundles for letter in bundle]
    comments = {letter.about or 0 for letter in letters if letter.subject == Subject.COMMENT}
    stories = {letter.about or 0 for letter in letters if letter.subject == Subject.STORY}
    found = (
        Comment.objects.filter(pk__in=comments).select_related("story", "person", "parent__person").defer("story__body")
    )
    return Batch(
        comments=found.in_bulk() if comments else {},
        stories=Story.objects.filter(pk__in=stories).defer("body").in_bulk() if stories else {},
    )


def _try_to_compose(bundle: Bundle, batch: Batch) -> kit.Letter | None:
    """None, and settled, when there is nothing to be sent."""
    try:
        letter = compose(bundle, batch)
    except DatabaseError:
        raise
    except Exception:  # one letter that cannot be written keeps no other back
        logger.exception("Letter %d could not be written.", bundle[0].pk)
        _settle(bundle, State.FAILED)
        return None
    if letter is None:
        _settle(bundle, State.DROPPED)
    return letter


def _settle(bundle: Bundle, state: State, later: timedelta = timedelta()) -> None:
    with in_turn():
        rows = Letter.objects.filter(pk__in=[one.pk for one in bundle])
        tries = bundle[0].tries + (1 if later else 0)
        rows.update(state=state, tries=tries, **({"due": timezone.now() + later} if later else {}))


def _find_cut_off() -> None:
    """Nobody else sends while this one does, so what is under way now was cut off with a worker that was killed."""
    for letter in Letter.objects.filter(state=State.SENDING):
        logger.warning(
            "Letter %d was under way when the worker ended; it is sent again and may arrive twice.", letter.pk
        )
        Letter.objects.filter(pk=letter.pk).update(state=State.WAITING)
