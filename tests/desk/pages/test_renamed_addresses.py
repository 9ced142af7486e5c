"""Addresses of earlier versions: links lead on, and what a page still open sends is sent on."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("comments/7/tend?find=geese", "comments/7/tools?find=geese"),
        ("comments/7/cut/3/undo", "comments/7/redactions/3/undo"),
        ("many?queue=held", "bulk?queue=held"),
        ("sweeps/4", "bulk/4"),
    ],
)
def test_old_addresses_lead_on(at_desk: Client, old: str, new: str) -> None:
    led = at_desk.get(f"/-/desk/{old}")
    assert (led.status_code, led["Location"]) == (301, f"/-/desk/{new}")
    sent = at_desk.post(f"/-/desk/{old}", {"seen": "held"})
    assert (sent.status_code, sent["Location"]) == (308, f"/-/desk/{new}")
    assert Client().get(f"/-/desk/{old}").status_code == 302


def test_the_settings_are_found_under_their_old_address(client: Client) -> None:
    led = client.get("/-/newsroom/settings/broadsheet/house/1/")
    assert (led.status_code, led["Location"]) == (301, "/-/newsroom/settings/broadsheet/sitesettings/")
