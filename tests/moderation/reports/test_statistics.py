"""The figures of moderation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from freezegun import freeze_time

from broadsheet.comments import (
    Comment,
    State,
)
from broadsheet.moderation import Reason, decide_comment, hide_comment, publish_comment, undo
from broadsheet.moderation.models import MonthlyFigure
from broadsheet.moderation.reports import answer_appeal, appeal, close_months, figures, flag, request_correction
from broadsheet.people import Reader
from broadsheet.stories import SiteSettings, correct, site_settings
from tests.conftest import StoryMaker

WRITER = Reader(guest="a" * 32)


def months() -> dict[date, Any]:
    return {month.begin: month for month in figures()}


def test_before_anything_there_is_nothing(db: None) -> None:
    assert figures() == []
    assert close_months() == 0


def test_what_happened_is_counted(a_story: StoryMaker, a_comment: Any, dee: Any, ada: Any) -> None:
    site_settings()
    SiteSettings.objects.update(rule="everyone")
    story, rude = a_story(), Reason.objects.create(name="Rude")
    made = [a_comment(story, f"Number {number}.", reader=Reader(guest=f"{number:032x}")) for number in range(6)]
    decide_comment(made[0], State.REMOVED, dee, reason=rude)
    decide_comment(made[1], State.REMOVED, dee)
    hide_comment(made[2], dee, State.SPAM)
    decide_comment(made[3], State.HELD, dee)
    undone = decide_comment(made[4], State.REMOVED, dee, reason=rude)
    assert undone
    undo(undone, dee)
    flag(made[5], WRITER)
    answer_appeal(appeal(made[0], text="Why?", reader=Reader(guest=f"{0:032x}")), ada, uphold=False)
    request_correction(story, wrong="May", reader=WRITER)
    correct(story, "June.")
    (month,) = figures()
    assert month.numbers == {
        "received": 6,
        "held": 1,
        "waited": 0,
        "removed": 2,
        "spam": 1,
        "withdrawn": 0,
        "flags": 1,
        "appealed": 1,
        "overturned": 1,
        "offered": 1,
        "corrected": 1,
    }
    assert month.reasons == {"Rude": 1} and not month.over


def test_the_median_wait_is_from_when_it_was_held(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    story = a_story()
    now = timezone.now().replace(day=15)
    for minutes in (10, 20, 90):
        comment = a_comment(story, f"Waits {minutes}.", state="held")
        Comment.objects.filter(pk=comment.pk).update(created=now)
        comment.decisions.update(at=now)
        with freeze_time(now + timedelta(minutes=minutes)):
            publish_comment(comment, dee)
    assert months()[now.date().replace(day=1)].numbers["waited"] == 20


def test_a_month_that_is_over_is_kept(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    with freeze_time(datetime(2026, 3, 31, 20, 0, tzinfo=UTC)):
        comment = a_comment(a_story(), reader=WRITER)
        decide_comment(comment, State.REMOVED, dee, reason=Reason.objects.create(name="Rude"))
    with freeze_time(datetime(2026, 5, 2, tzinfo=UTC)):
        assert [month.begin.month for month in figures()] == [5, 4, 3]
        assert not MonthlyFigure.objects.exists(), "whoever prints writes nothing"
        assert close_months() == 2
        assert close_months() == 0
        comment.delete()
        march = months()[date(2026, 3, 1)]
        assert march.numbers["received"] == 1 and march.reasons == {"Rude": 1} and march.over
        assert months()[date(2026, 4, 1)].numbers["received"] == 0


def test_a_month_is_the_sites(a_story: StoryMaker, a_comment: Any) -> None:
    site_settings()
    SiteSettings.objects.update(time_zone="Asia/Almaty")
    with freeze_time(datetime(2026, 3, 31, 20, 0, tzinfo=UTC)):
        a_comment(a_story())
        assert [month.begin.month for month in figures()] == [4]


def test_an_import_is_not_received(a_story: StoryMaker, a_comment: Any) -> None:
    story = a_story()
    comment = a_comment(story)
    Comment.objects.filter(pk=comment.pk).update(created=datetime(2019, 1, 1, tzinfo=UTC))
    assert len(figures()) == 1
