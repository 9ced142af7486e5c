"""The rota: what becomes of discussions as shifts begin and end, across clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from freezegun import freeze_time

from broadsheet import ledger, press
from broadsheet.comments import Closed, Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation.duty import (
    add_day_off,
    add_shift,
    end_day_off,
    end_shift,
    openness_now,
    reopens_at,
    staff_discussions,
)
from broadsheet.moderation.duty.models import SectionState, Shift
from broadsheet.people import Reader
from broadsheet.stories import Openness, Section, SiteSettings, site_settings
from broadsheet.stories.comment_settings import change_discussion
from tests.conftest import StoryMaker

MONDAY = datetime(2026, 5, 4, tzinfo=UTC)
READER = Reader(guest="a" * 32)


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    site_settings()
    SiteSettings.objects.update(rule="everyone")
    return a_story(section=Section.objects.create(name="Harbour", slug="harbour"), published_at=MONDAY)


def shift(person: Any, begins: str, ends: str, weekday: int = 0, **more: Any) -> Shift:
    more.setdefault("section", None)
    more.setdefault("zone", "UTC")
    hours: dict[str, Any] = {"begins": time.fromisoformat(begins), "ends": time.fromisoformat(ends)}
    return add_shift(person=person, weekday=weekday, by=person, **hours, **more)


def at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def told(after: int) -> list[str]:
    return [one.kind for one in ledger.after(after)]


def test_without_a_rota_nothing_changes(story: Any) -> None:
    before = ledger.latest()
    assert staff_discussions() == []
    assert openness_now(story) == Openness.OPEN
    assert told(before) == [] and not SectionState.objects.exists()


def test_discussions_follow_the_shift(story: Any, dee: Any) -> None:
    shift(dee, "09:00", "17:00")
    staff_discussions(at(8))
    assert openness_now(story) == Openness.HOLDING and reopens_at(story) == at(9)
    before = ledger.latest()
    staff_discussions(at(9))
    assert openness_now(story) == Openness.OPEN and reopens_at(story) is None
    assert sorted(told(before)) == [Kind.DISCUSSION_CHANGED, Kind.ROTA_CHANGED]
    assert staff_discussions(at(16.99)) == []
    assert staff_discussions(at(17)) != []
    assert reopens_at(story) == at(9 + 7 * 24)


def test_what_is_printed_is_what_is_done(story: Any, dee: Any) -> None:
    SiteSettings.objects.update(off_duty="closed", time_zone="Europe/Kyiv")
    shift(dee, "09:00", "17:00")
    with freeze_time(at(20)):
        staff_discussions()
        press.reprint(story)
        page = press.file_of(story.address).read_text()
        assert "This discussion is closed until 11 May 2026, 12:00." in page and 'id="write"' not in page
        with pytest.raises(Closed, match=r"until 11 May 2026.*Please keep your words"):
            post_comment(story, name="Bo", text="Now?", reader=READER)
        assert post_comment(story, name="", text="Staff may.", reader=Reader(person=dee)).state == State.PUBLISHED
    with freeze_time(at(9.5 + 7 * 24)):
        staff_discussions()
        while press.run_once(at_once=True):
            pass
        assert 'id="write"' in press.file_of(story.address).read_text()
        assert post_comment(story, name="Bo", text="Now!", reader=READER).state == State.PUBLISHED


def test_off_duty_holds_and_says_until_when(story: Any, dee: Any) -> None:
    shift(dee, "09:00", "17:00")
    with freeze_time(at(18)):
        staff_discussions()
        press.reprint(story)
        page = press.file_of(story.address).read_text()
        assert "New comments wait for a moderator before they appear, until 11 May 2026, 09:00." in page
        assert post_comment(story, name="Bo", text="Held?", reader=READER).state == State.HELD


def test_slow_when_the_oldest_waits_too_long(story: Any, dee: Any, a_comment: Any) -> None:
    shift(dee, "09:00", "17:00")
    held = a_comment(story, state="held")
    Comment.objects.filter(pk=held.pk).update(created=at(9))
    staff_discussions(at(9.9))
    assert openness_now(story) == Openness.OPEN
    staff_discussions(at(10))
    assert openness_now(story) == Openness.SLOW
    press.reprint(story)
    assert "comments of new writers wait longer" in press.file_of(story.address).read_text()
    assert post_comment(story, name="New", text="I am new.", reader=Reader(guest="b" * 32)).state == State.HELD
    known = Reader(guest="c" * 32)
    a_comment(story, "From before.", reader=known)
    assert post_comment(story, name="Old", text="I am known.", reader=known).state == State.PUBLISHED


def test_closed_when_nobody_is_there_and_much_too_long(story: Any, dee: Any, a_comment: Any) -> None:
    SiteSettings.objects.update(close_after_waiting=6)
    shift(dee, "09:00", "17:00")
    held = a_comment(story, state="held")
    Comment.objects.filter(pk=held.pk).update(created=at(15))
    staff_discussions(at(20))
    assert openness_now(story) == Openness.HOLDING
    staff_discussions(at(21))
    assert openness_now(story) == Openness.CLOSED


def test_a_story_is_never_opened_by_the_rota(story: Any, dee: Any) -> None:
    shift(dee, "09:00", "17:00")
    change_discussion(story, Openness.CLOSED)
    before = ledger.latest()
    staff_discussions(at(8))
    staff_discussions(at(10))
    assert openness_now(story) == Openness.CLOSED and reopens_at(story) is None
    assert Kind.DISCUSSION_CHANGED not in told(before)


def test_sections_have_shifts_of_their_own(story: Any, dee: Any, a_story: StoryMaker) -> None:
    other = a_story(section=Section.objects.create(name="Sport", slug="sport"))
    shift(dee, "09:00", "17:00", section=story.section)
    staff_discussions(at(8))
    assert openness_now(story) == Openness.HOLDING
    assert openness_now(other) == Openness.OPEN, "nobody looks after it by the rota"


def test_overlapping_shifts_are_one(story: Any, dee: Any, ada: Any) -> None:
    shift(dee, "09:00", "13:00")
    shift(ada, "12:00", "17:00")
    staff_discussions(at(12.5))
    assert staff_discussions(at(13)) == []
    staff_discussions(at(17))
    assert openness_now(story) == Openness.HOLDING


def test_a_shift_may_go_past_midnight(story: Any, dee: Any) -> None:
    shift(dee, "22:00", "06:00")
    for hours, state in [(21, "holding"), (23, "open"), (29.9, "open"), (30, "holding")]:
        staff_discussions(at(hours))
        assert openness_now(story) == state, hours


def test_days_off(story: Any, dee: Any, ada: Any) -> None:
    shift(dee, "09:00", "17:00")
    with freeze_time(at(1)):
        off = add_day_off(MONDAY.date(), dee, ada)
        staff_discussions(at(10))
        assert openness_now(story) == Openness.HOLDING and reopens_at(story) == at(9 + 7 * 24)
        end_day_off(off, ada)
        add_day_off(MONDAY.date(), ada, ada)
        staff_discussions(at(10))
        assert openness_now(story) == Openness.OPEN, "another's day off"
        add_day_off(MONDAY.date(), None, ada)
        staff_discussions(at(10))
        assert openness_now(story) == Openness.HOLDING, "everybody's"


def test_who_no_longer_moderates_is_not_on_duty(story: Any, dee: Any) -> None:
    shift(dee, "09:00", "17:00")
    type(dee).objects.filter(pk=dee.pk).update(is_active=False)
    staff_discussions(at(10))
    assert openness_now(story) == Openness.OPEN and not SectionState.objects.exists()


def test_the_last_shift_that_ends_gives_discussions_back(story: Any, dee: Any) -> None:
    made = shift(dee, "09:00", "17:00")
    staff_discussions(at(8))
    end_shift(made, dee)
    before = ledger.latest()
    staff_discussions(at(8))
    assert openness_now(story) == Openness.OPEN and Kind.DISCUSSION_CHANGED in told(before)


KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("begins", "ends", "day", "moments"),
    [
        # Clocks go from 03:00 to 04:00 on 29 March 2026: that hour is not there.
        (
            "01:00",
            "05:00",
            date(2026, 3, 29),
            {"28T22:59": False, "28T23:00": True, "29T01:59": True, "29T02:00": False},
        ),
        ("03:30", "05:00", date(2026, 3, 29), {"29T01:29": False, "29T01:30": True, "29T02:00": False}),
        # Clocks go from 04:00 to 03:00 on 25 October 2026: that hour is there twice, and somebody is on duty in both.
        (
            "01:00",
            "03:30",
            date(2026, 10, 25),
            {"24T22:00": True, "25T00:45": True, "25T01:29": True, "25T01:30": False},
        ),
        (
            "03:30",
            "05:00",
            date(2026, 10, 25),
            {"25T00:29": False, "25T00:30": True, "25T01:15": True, "25T03:00": False},
        ),
    ],
)
def test_a_clock_change_moves_no_shift(
    story: Any, dee: Any, begins: str, ends: str, day: date, moments: dict[str, bool]
) -> None:
    shift(dee, begins, ends, weekday=6, zone="Europe/Kyiv")
    for moment, on_duty in moments.items():
        staff_discussions(datetime.fromisoformat(f"{day:%Y-%m}-{moment}:00+00:00"))
        assert (openness_now(story) == Openness.OPEN) is on_duty, moment


def test_what_does_not_fit_is_refused(story: Any, dee: Any, bo: Any) -> None:
    with pytest.raises(Unfit):
        shift(bo, "09:00", "17:00")
    with pytest.raises(Unfit):
        shift(dee, "09:00", "17:00", weekday=7)
    with pytest.raises(Unfit):
        shift(dee, "09:00", "17:00", zone="Mars/Phobos")
    dee.sections.add(Section.objects.create(name="Sport", slug="sport"))
    with pytest.raises(Unfit):
        shift(type(dee).objects.get(pk=dee.pk), "09:00", "17:00", section=story.section)


def test_a_post_costs_one_question_more(story: Any, dee: Any, django_assert_num_queries: Any) -> None:
    shift(dee, "09:00", "17:00")
    staff_discussions(at(8))
    site_settings()
    with django_assert_num_queries(2):  # the site, the rows of the rota
        openness_now(story)


def test_a_living_form_says_so_too(story: Any, dee: Any, client: Client, a_comment: Any) -> None:
    SiteSettings.objects.update(off_duty="closed")
    comment = a_comment(story)
    shift(dee, "09:00", "17:00")
    with freeze_time(at(20)):
        staff_discussions()
        answer = client.get(f"/-/comments/{comment.pk}/reply")
    assert answer.status_code == 403 and "until 11 May 2026" in answer.content.decode()
