"""One bad item never stops a loop: it is noted, logged once, shown, and gone when it went well."""

from __future__ import annotations

import logging

import pytest
from django.db import OperationalError

from broadsheet.kit.loops import end_trouble, forget_troubles, guarded, known_troubles, together_or_each
from broadsheet.kit.models import Trouble

pytestmark = pytest.mark.django_db


def test_what_goes_wrong_with_one_item_is_noted_and_the_loop_goes_on() -> None:
    done = []
    for item in (1, 0, 2):
        with guarded("dividing", item):
            done.append(2 / item)
    assert done == [2, 1]
    (one,) = known_troubles()
    assert (one.work, one.item, one.times) == ("dividing", "0", 1)
    assert "ZeroDivisionError" in one.said


def test_it_is_logged_once_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            with guarded("dividing", 0):
                assert 1 / 0
    assert len(caplog.records) == 1
    assert Trouble.objects.get().times == 3


def test_what_goes_well_again_is_no_trouble_any_more() -> None:
    for divisor in (0, 1):
        with guarded("dividing", "it"):
            assert 1 / divisor
    assert known_troubles() == []
    end_trouble("dividing", "it")


def test_a_database_that_does_not_answer_is_nobodys_item() -> None:
    with pytest.raises(OperationalError), guarded("asking", 1):
        raise OperationalError("server closed the connection")
    assert known_troubles() == []


def test_a_bad_one_of_many_keeps_none_of_the_others_back() -> None:
    done: list[int] = []
    together_or_each("dividing", [1, 0, 2], lambda some: done.extend([2 // one for one in some]))
    assert done == [2, 1]
    assert [one.item for one in known_troubles()] == ["0"]


def test_a_trouble_that_was_not_met_for_a_week_is_forgotten() -> None:
    from datetime import timedelta

    from django.utils import timezone

    with guarded("dividing", 0):
        assert 1 / 0
    assert forget_troubles() == 0
    Trouble.objects.update(last=timezone.now() - timedelta(days=8))
    assert forget_troubles() == 1
