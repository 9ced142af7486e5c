"""The worker waits for writes: nothing is asked of the database while nobody writes, and a write is seen at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet import ledger
from broadsheet.kit.loops import DatabaseWatch
from broadsheet.ledger import Kind
from broadsheet.stories.comment_settings import tell_of_closings
from broadsheet.worker.loop import _Duty
from tests.waiting import wait_until


@pytest.mark.django_db(transaction=True)
def test_a_write_is_seen_and_quiet_is_quiet() -> None:
    watch = DatabaseWatch()
    assert watch.moved()
    wait_until(lambda: not watch.moved(), "the writes of before to be over")
    ledger.record(Kind.SITE_CHANGED)
    assert watch.moved()
    wait_until(lambda: not watch.moved(), "quiet")


@pytest.mark.django_db
def test_a_duty_waits_for_writes_while_it_finds_nothing() -> None:
    left = [1, 1, 0, 0, 0]
    duty = _Duty(lambda: left.pop(0), 0, idle=3600)
    for _ in range(6):
        duty.do_if_due(awake=False)
    assert left == [0, 0]  # it went on as long as there was something to do
    duty.do_if_due(awake=True)
    assert left == [0]


@pytest.mark.django_db
def test_asking_what_age_has_closed_writes_nothing_where_it_has_closed_nothing(
    a_story: Any,
) -> None:
    a_story()
    tell_of_closings()
    with CaptureQueriesContext(connection) as asked:
        assert tell_of_closings() == []
    assert [one["sql"] for one in asked if one["sql"].startswith("UPDATE")] == []
