"""What is kept for a time only is forgotten, seen by moving the clock; and nothing is set before a reader acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone
from freezegun import freeze_time

from broadsheet import kit, press
from broadsheet.comments import Comment
from broadsheet.kit.models import Pace
from broadsheet.ledger import Entry, Kind
from broadsheet.mailroom.models import Address, DeliveryState, Follow, FollowType, Notification, Subject
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader, network
from broadsheet.rights import retention
from broadsheet.stories import site_settings
from tests.mailroom.test_email_content import followed

pytestmark = pytest.mark.django_db(transaction=True)


def later(**how: float) -> Any:
    return freeze_time(timezone.now() + timedelta(**how), tick=True)


def test_it_runs_once_a_day_and_the_ledger_says_so(db: None) -> None:
    ran = Entry.objects.filter(kind=Kind.RETENTION_SWEPT)
    retention.forget_what_is_over()
    retention.forget_what_is_over()
    assert ran.count() == 1
    with later(hours=25):
        retention.forget_what_is_over()
    assert ran.count() == 2


def test_no_trace_of_a_network_outlives_its_window(db: None) -> None:
    kit.allow("write network 192.0.2.7", 1, 3600)
    assert "192.0.2.7" not in Pace.objects.get().key
    with later(hours=2):
        retention.forget_what_is_over()
    assert not Pace.objects.exists()


def test_the_same_network_is_another_next_month(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.7")
    now = network(request)
    with later(days=32):
        assert network(request) != now


def test_an_address_that_nobody_confirmed_is_forgotten_in_a_week(a_story: Any) -> None:
    address = Address.objects.create(email="x@reader.example")
    Follow.objects.create(address=address, what=FollowType.STORY, about=a_story().pk)
    kept = followed(FollowType.STORY, a_story().pk)
    retention.forget_what_is_over()
    assert Address.objects.count() == 2
    with later(days=8):
        retention.forget_what_is_over()
    assert list(Address.objects.all()) == [kept.address]


def test_letters_are_forgotten_after_three_months() -> None:
    follow = followed(FollowType.STORY, 1)
    Notification.objects.create(address=follow.address, entry=1, subject=Subject.COMMENT, state=DeliveryState.SENT)
    waiting = Notification.objects.create(address=follow.address, entry=2, subject=Subject.COMMENT)
    with later(days=91):
        retention.forget_what_is_over()
    assert list(Notification.objects.all()) == [waiting]


def test_what_an_import_brought_stays_as_it_came(a_story: Any) -> None:
    from broadsheet.comments import Contribution, take_in_comments
    from broadsheet.comments import State as CommentState

    long_ago = timezone.now() - timedelta(days=2000)
    row = Contribution(key="1", name="Bo", text="Buy.", html="<p>Buy.</p>", created=long_ago, state=CommentState.SPAM)
    take_in_comments(a_story(), [row])
    with later(days=91):
        retention.forget_what_is_over()
    assert Comment.objects.get().text == "Buy."


def test_what_was_hidden_anew_keeps_its_time(a_story: Any, a_comment: Any) -> None:
    comment = a_comment(a_story(), "Published again meanwhile.", state="removed")
    with later(days=60):
        publish_comment(comment)
        hide_comment(comment)
    with later(days=91):
        retention.forget_what_is_over()
        assert Comment.objects.get().text == "Published again meanwhile."
    with later(days=152):
        retention.forget_what_is_over()
        assert Comment.objects.get().text == ""


def test_spam_and_removed_comments_lose_words_and_writer_after_three_months(a_story: Any, a_comment: Any) -> None:
    story = a_story()
    gone = a_comment(story, "Buy this.", state="spam", email="spam@reader.example", reader=Reader(guest="cc" * 16))
    kept = a_comment(story, "Good morning.", email="bo@reader.example")
    retention.forget_what_is_over()
    assert Comment.objects.get(pk=gone.pk).text == "Buy this."
    with later(days=91):
        retention.forget_what_is_over()
    gone.refresh_from_db()
    assert (gone.text, gone.email, gone.guest) == ("", "", "")
    assert Comment.objects.get(pk=kept.pk).email == "bo@reader.example"


def test_sessions_that_are_over_go() -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now() + timedelta(days=1))
    with later(days=2):
        retention.forget_what_is_over()
    assert not Session.objects.exists()


def test_no_cookie_before_a_reader_acts(client: Any, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    comment = a_comment(story)
    press.run_once(at_once=True)
    site_settings()
    for address, status in (
        (story.address, 200),
        ("/-/me", 200),
        (f"/-/me?story={story.pk}", 200),
        (f"/-/read/{story.pk}", 200),
        (f"/-/comments/{comment.pk}", 302),
        (f"/-/comments/{comment.pk}/reply", 200),
        (f"/-/comments/{comment.pk}/flag", 200),
        (f"/-/follow/story/{story.pk}", 200),
        ("/-/mine", 200),
        ("/nothing/here/", 404),
    ):
        answer = client.get(address)
        assert (answer.status_code, dict(answer.cookies)) == (status, {}), address
