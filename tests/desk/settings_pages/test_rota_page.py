"""The rota at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.moderation.duty.models import DayOff, Shift

ROTA = "/-/desk/rota"


@pytest.fixture
def given(dee: Any) -> dict[str, str]:
    return {
        "person": str(dee.pk),
        "section": "",
        "weekday": "1",
        "begins": "09:00",
        "ends": "17:30",
        "zone": "Europe/Kyiv",
    }


def test_editors_make_it(client: Client, ada: Any, given: dict[str, str]) -> None:
    client.force_login(ada)
    assert "Nobody is on the rota" in client.get(ROTA).content.decode()
    assert client.post(f"{ROTA}/add", given).status_code == 303
    page = client.get(ROTA).content.decode()
    assert "09:00–17:30" in page and "Europe/Kyiv" in page and "Stories in no section" in page
    client.post(f"{ROTA}/days", {"day": f"{timezone.localdate() + timedelta(days=3)}", "person": ""})
    assert "everybody" in client.get(ROTA).content.decode()
    client.post(f"{ROTA}/days/{DayOff.objects.get().pk}/end")
    client.post(f"{ROTA}/{Shift.objects.get().pk}/end")
    assert not DayOff.objects.exists() and not Shift.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins": "25:00"},
        {"begins": "soon"},
        {"ends": ""},
        {"person": "999"},
        {"section": "999"},
        {"weekday": "x"},
        {"zone": "Mars/Phobos"},
    ],
)
def test_what_does_not_fit_comes_back(client: Client, ada: Any, given: dict[str, str], wrong: dict[str, str]) -> None:
    client.force_login(ada)
    answer = client.post(f"{ROTA}/add", given | wrong)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Shift.objects.exists()


@pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01", "2026-02-31"])
def test_a_day_off_is_to_come(client: Client, ada: Any, day: str) -> None:
    client.force_login(ada)
    assert client.post(f"{ROTA}/days", {"day": day}).status_code == 422


def test_moderators_read_it(client: Client, dee: Any, given: dict[str, str]) -> None:
    client.force_login(dee)
    assert "/rota/add" not in client.get(ROTA).content.decode()
    assert client.post(f"{ROTA}/add", given).status_code == 403
