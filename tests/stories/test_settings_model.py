"""The newsroom's own choices."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from broadsheet.stories.settings_model import SiteSettings, site_settings
from tests.waiting import PATIENCE


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_first_at_the_same_moment_make_one_row() -> None:
    SiteSettings.objects.all().delete()
    together = threading.Barrier(6)

    def ask(_: int) -> int:
        together.wait(PATIENCE)
        try:
            return int(site_settings().pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as askers:
        assert set(askers.map(ask, range(6))) == {1}
    assert SiteSettings.objects.count() == 1
