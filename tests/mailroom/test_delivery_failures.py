"""What mail servers say against an e-mail: only that there is no such mailbox ends e-mails at once."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.mailroom import NoBounce, delivery_notes, delivery_troubles, take_bounce
from broadsheet.mailroom.delivery_failures import Failure, failure_of, note_failure
from broadsheet.mailroom.follows import confirm
from broadsheet.mailroom.models import Address, DeliveryState, FollowType, Notification
from tests.mailroom.test_email_content import BO, followed
from tests.post_office import PostOffice

pytestmark = pytest.mark.django_db(transaction=True)
Rounds = Callable[[], None]
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "mail"
RIGHT = {"dsn_policy.eml": "counted", "dsn_full.eml": "counted", "dsn_delay.eml": "nothing", "ooo.eml": "nothing"}
THEIRS = b"<comment-1.5.7c729ac0116d7484@localhost>"  # another site's: ours stands there as it was sent


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ("550 5.1.1 no such person", Failure.NO_MAILBOX),
        ("551 5.1.6 has moved", Failure.NO_MAILBOX),
        ("556 5.1.10 null MX", Failure.NO_MAILBOX),
        ("550 No such user here", Failure.NO_MAILBOX),
        ("550 5.5.0 Requested action not taken: user unknown", Failure.NO_MAILBOX),
        ("550 5.5.0 Requested action not taken", Failure.REFUSED),
        ("503 5.5.1 bad sequence of commands", Failure.REFUSED),
        ("550 5.7.1 blocked by policy; user unknown to our whitelist", Failure.REFUSED),
        ("553 5.7.1 sender rejected", Failure.REFUSED),
        ("550 5.1.8 sender refused", Failure.REFUSED),
        ("552 5.2.2 mailbox full", Failure.REFUSED),
        ("550 5.2.1 mailbox disabled", Failure.REFUSED),
        ("554 5.7.26 unauthenticated", Failure.REFUSED),
        ("550 Blocked, see https://postmaster.example/", Failure.REFUSED),
        ("553 sorry, your envelope sender is in my badmailfrom list", Failure.REFUSED),
        ("450 4.2.1 later, please", Failure.LATER),
        ("451 greylisted", Failure.LATER),
    ],
)
def test_an_answer_says_of_the_mailbox_what_it_says(words: str, failure: Failure) -> None:
    assert failure_of(words, code=int(words[:3])) == failure
    status = next((word for word in words.split() if word.count(".") == 2), "5.0.0" if words[0] == "5" else "4.0.0")
    assert failure_of(f"smtp; {words}", status=status) == failure, "and so in a report"


@pytest.fixture
def a_letter(post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any) -> Any:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    a_comment(story, "A first comment.")
    round_of_mail()
    (letter,) = post_office.to(BO)
    return letter


def _case(name: str, letter: Any) -> bytes:
    if not CASES.is_dir():
        pytest.skip("no ../shared/cases beside the project")
    return (CASES / name).read_bytes().replace(THEIRS, str(letter["Message-ID"]).encode())


def test_every_case_has_its_right_answer() -> None:
    if not CASES.is_dir():
        pytest.skip("no ../shared/cases beside the project")
    assert {one.name for one in CASES.glob("*.eml")} == set(RIGHT)


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_reports_are_read_rightly(name: str, a_letter: Any) -> None:
    report = _case(name, a_letter)
    if RIGHT[name] == "nothing":
        with pytest.raises(NoBounce):
            take_bounce(report)
    else:
        assert "counted" in take_bounce(report)
    address, notification = Address.objects.get(email=BO), Notification.objects.get()
    assert address.stopped is None
    counted = RIGHT[name] == "counted"
    assert (address.refusals, notification.state) == (
        (1, DeliveryState.WAITING) if counted else (0, DeliveryState.SENT)
    )


@pytest.mark.parametrize("given", [*sorted(RIGHT), b"", b"\xff\x00\xfe" * 400_000, b"From: x\n\n" + b"y" * 3_000_000])
def test_the_command_ends_well_whatever_it_is_piped(given: str | bytes, a_letter: Any) -> None:
    """Any other end bounces the mail to whoever wrote it."""
    piped = _case(given, a_letter) if isinstance(given, str) else given
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "bounce"], input=piped, env=environment, capture_output=True
    )
    assert done.returncode in {0, 75}, done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "answer", ["550 5.7.1 blocked by policy", "552 5.2.2 full", "550 5.1.8 sender refused", "553 5.7.1 no"]
)
def test_what_is_refused_waits_and_goes_later(
    answer: str, post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    post_office.refuse[BO] = answer
    a_comment(story, "A first comment.")
    round_of_mail()
    address = Address.objects.get(email=BO)
    assert address.stopped is None and address.refusals == 1 and address.refused_status == answer.split()[1]
    assert Notification.objects.get().state == DeliveryState.WAITING
    assert any("1 addresses wait" in note for note in delivery_notes())
    post_office.refuse.clear()
    a_comment(story, "A second comment.")
    round_of_mail()
    assert post_office.to(BO) == [], "what is new waits, too"
    with freeze_time(timezone.now() + timedelta(hours=2), tick=True):
        round_of_mail()
    assert len(post_office.to(BO)) == 2


def test_only_weeks_of_refusals_end_it_and_its_owner_begins_it_anew(db: None) -> None:
    address, now = Address.objects.create(email=BO, confirmed=timezone.now()), timezone.now()
    for day in range(21):
        with freeze_time(now + timedelta(days=day)):
            assert not note_failure(address.pk, Failure.REFUSED, "5.2.2"), day
    with freeze_time(now + timedelta(days=22)):
        assert note_failure(address.pk, Failure.REFUSED, "5.2.2")
    address.refresh_from_db()
    assert address.stop_reason == "refused"
    confirm(address.pk, "")
    address.refresh_from_db()
    assert (address.stopped, address.refusals, address.paused_until) == (None, 0, None)


def test_refusals_long_apart_are_no_row(db: None) -> None:
    address, now = Address.objects.create(email=BO, confirmed=timezone.now()), timezone.now()
    for month in range(8):
        with freeze_time(now + timedelta(days=31 * month)):
            assert not note_failure(address.pk, Failure.REFUSED)


def test_a_day_on_a_block_list_stops_nobody_and_is_said(db: None, caplog: Any) -> None:
    long_ago = timezone.now() - timedelta(days=25)
    rows = [
        Address(email=f"bo@reader{n}.example", confirmed=long_ago, refusals=30, refused_since=long_ago)
        for n in range(6)
    ]
    Address.objects.bulk_create(rows)
    Address.objects.update(refused_at=timezone.now() - timedelta(hours=2))
    assert delivery_troubles() == []
    for address in list(Address.objects.all())[1:]:
        Address.objects.filter(pk=address.pk).update(refusals=1)
    with caplog.at_level(logging.ERROR):
        for address in Address.objects.order_by("-pk"):
            assert not note_failure(address.pk, Failure.REFUSED, "5.7.1")
    assert not Address.objects.exclude(stopped=None).exists()
    assert [record.message for record in caplog.records] == [
        record.message for record in caplog.records if "own" in record.message
    ]
    assert "6 domains" in delivery_troubles()[0] and len(caplog.records) == 1


def test_the_doctor_says_both(db: None, capsys: Any) -> None:
    from broadsheet.commands.doctor import examine

    for number in range(5):
        address = Address.objects.create(email=f"bo@reader{number}.example", confirmed=timezone.now())
        note_failure(address.pk, Failure.REFUSED, "5.7.1")
    examine()
    said = capsys.readouterr().out
    assert "wrong: Mail servers of 5 domains" in said and "note: E-mails to 5 addresses wait" in said
    assert "reader0.example" not in said
