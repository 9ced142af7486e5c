from __future__ import annotations

from typing import Any

import pytest
from freezegun import freeze_time

from broadsheet.kit import rate_limits
from broadsheet.kit.models import Pace

pytestmark = pytest.mark.django_db


def test_so_many_times_are_allowed_and_no_more() -> None:
    assert [rate_limits.allow("guest 1", 2, 60) for _ in range(3)] == [True, True, False]


def test_one_key_does_not_count_for_another() -> None:
    rate_limits.allow("guest 1", 1, 60)
    assert rate_limits.allow("guest 2", 1, 60)


def test_a_new_window_begins_when_the_old_is_over() -> None:
    with freeze_time("2026-05-01 12:00:00"):
        rate_limits.allow("guest 1", 1, 60)
        assert not rate_limits.allow("guest 1", 1, 60)
    with freeze_time("2026-05-01 12:01:01"):
        assert rate_limits.allow("guest 1", 1, 60)


def test_a_window_can_be_prolonged() -> None:
    with freeze_time("2026-05-01 12:00:00"):
        rate_limits.allow("flood", 1, 60)
        rate_limits.prolong("flood", 600)
    with freeze_time("2026-05-01 12:09:59"):
        assert not rate_limits.allow("flood", 1, 60)
    with freeze_time("2026-05-01 12:10:01"):
        assert rate_limits.allow("flood", 1, 60)


def test_the_key_is_stored_as_a_hash_and_swept_after_its_window() -> None:
    with freeze_time("2026-05-01 12:00:00"):
        rate_limits.allow("203.0.113.7", 1, 60)
        assert "203" not in Pace.objects.get().key[:4]
        assert rate_limits.sweep() == 0
    with freeze_time("2026-05-01 12:02:00"):
        assert rate_limits.sweep() == 1


def test_pacing_can_be_switched_off(settings: Any) -> None:
    assert [rate_limits.allow("guest 1", 1, 60) for _ in range(3)] == [True, False, False]
    settings.PACING = False
    assert [rate_limits.allow("guest 1", 1, 60) for _ in range(3)] == [True, True, True]
