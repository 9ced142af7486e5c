"""Ending letters: by one click, by a bounce, by unsubscribing from everything; and mail servers that say no."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.mailroom.bounces import NoBounce, take_bounce
from broadsheet.mailroom.models import Address, DeliveryState, Follow, FollowType, Notification
from tests.mailroom.test_email_content import BO, followed
from tests.post_office import PostOffice, links_in
from tests.site import free_port

pytestmark = pytest.mark.django_db(transaction=True)
Rounds = Callable[[], None]


@pytest.fixture
def a_letter(post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any) -> Any:
    """One letter to Bo about a story."""
    story = a_story()
    followed(FollowType.STORY, story.pk)
    followed(FollowType.STORY, a_story("Another").pk)
    a_comment(story, "A first comment.")
    round_of_mail()
    (letter,) = post_office.to(BO)
    return letter


def test_one_click_ends_the_one_thing(a_letter: Any, client: Any) -> None:
    """RFC 8058: a POST with this body, without cookies, without a page."""
    assert a_letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = a_letter["List-Unsubscribe"].strip(" <>").removeprefix("https://paper.example")
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Follow.objects.filter(address__email=BO).count() == 1
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200, "twice does no harm"


def test_opening_the_link_changes_nothing_and_offers_both(a_letter: Any, client: Any) -> None:
    (link,) = links_in(a_letter, "/email/unsubscribe/")
    page = client.get(link).content.decode()
    assert "Unsubscribe from this" in page and "Unsubscribe from everything" in page
    assert Follow.objects.filter(address__email=BO).count() == 2


def test_everything_can_be_ended_at_once(
    a_letter: Any, client: Any, post_office: PostOffice, round_of_mail: Rounds, a_comment: Any
) -> None:
    from broadsheet.stories import Story

    (link,) = links_in(a_letter, "/email/unsubscribe/")
    client.post(link, {"all": "1"})
    a_comment(Story.objects.first(), "A second comment.")
    round_of_mail()
    assert len(post_office.to(BO)) == 1
    assert Address.objects.get(email=BO).stop_reason == "unsubscribed"


def test_a_link_of_somebody_else_is_refused(a_letter: Any, client: Any) -> None:
    (link,) = links_in(a_letter, "/email/unsubscribe/")
    assert client.post(f"{link[:-3]}xyz", {"all": "1"}).status_code == 410
    assert Address.objects.get(email=BO).stopped is None


_REPORT = """From: MAILER-DAEMON@mail.example
Message-ID: <report-1@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; bo@reader.example
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

To: bo@reader.example
Message-ID: {identity}

--b--
"""


def test_a_hard_bounce_stops_letters(a_letter: Any) -> None:
    sentence = take_bounce(_REPORT.format(action="failed", status="5.1.1", identity=a_letter["Message-ID"]).encode())
    assert "no more" in sentence
    assert Address.objects.get(email=BO).stop_reason == "bounced"


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.7"), ("failed", "4.2.2"), ("relayed", "2.0.0")])
def test_a_soft_one_does_not(action: str, status: str, a_letter: Any) -> None:
    with pytest.raises(NoBounce):
        take_bounce(_REPORT.format(action=action, status=status, identity=a_letter["Message-ID"]).encode())
    assert Address.objects.get(email=BO).stopped is None


@pytest.mark.parametrize("forged", ["<comment-1.1.0000000000000000@paper.example>", "<x@y>", "<comment-a.b.c@d>", ""])
def test_nobody_stops_anothers_letters_by_writing_a_report(forged: str, a_letter: Any) -> None:
    with pytest.raises(NoBounce):
        take_bounce(_REPORT.format(action="failed", status="5.1.1", identity=forged).encode())
    with pytest.raises(NoBounce):
        take_bounce(b"\xff\xfe not a letter at all")
    assert Address.objects.get(email=BO).stopped is None


def test_an_address_its_server_does_not_know_gets_no_more(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    followed(FollowType.STORY, story.pk, email="cy@reader.example")
    post_office.refuse[BO] = "550 5.1.1 no such person"
    a_comment(story, "A first comment.")
    round_of_mail()
    assert Address.objects.get(email=BO).stop_reason == "bounced"
    assert len(post_office.to("cy@reader.example")) == 1, "the others get theirs"


def test_a_server_that_is_busy_gets_it_later(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    post_office.refuse[BO] = "450 4.2.1 later, please"
    a_comment(story, "A first comment.")
    round_of_mail()
    letter = Notification.objects.get()
    assert (letter.state, letter.tries) == (DeliveryState.WAITING, 1)
    post_office.refuse.clear()
    with freeze_time(timezone.now() + timedelta(minutes=6), tick=True):
        round_of_mail()
    assert len(post_office.to(BO)) == 1


def test_a_dead_mail_server_is_tried_again_with_growing_pauses_and_nothing_is_lost(
    post_office: PostOffice, settings: Any, a_story: Any, a_comment: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from broadsheet.mailroom import delivery_rounds

    story = a_story()
    followed(FollowType.STORY, story.pk)
    a_comment(story, "A first comment.")
    settings.EMAIL_PORT = free_port()
    pauses = []
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            delivery_rounds.run_once(at_once=True)
            pauses.append(delivery_rounds.rounds.sender.next)
    said = [tuple(record.args or ())[1] for record in caplog.records if "takes no e-mail" in record.message]
    assert said == [5, 10, 20, 40]
    assert delivery_rounds.run_once() == 0, "until the pause is over"
    assert Notification.objects.get().state == DeliveryState.WAITING
    settings.EMAIL_PORT = post_office.port
    delivery_rounds.run_once(at_once=True)
    assert len(post_office.to(BO)) == 1


def test_a_letter_that_was_cut_off_is_sent_again_and_the_log_says_so(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from broadsheet.mailroom.enqueueing import enqueue_from_ledger

    story = a_story()
    followed(FollowType.STORY, story.pk)
    a_comment(story, "A first comment.")
    enqueue_from_ledger()
    Notification.objects.update(state=DeliveryState.SENDING)
    with caplog.at_level(logging.WARNING):
        round_of_mail()
    assert len(post_office.to(BO)) == 1
    assert "may arrive twice" in caplog.text
