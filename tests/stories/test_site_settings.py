"""The newsroom's own choices."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from broadsheet.stories.site_settings import House, house
from tests.waiting import PATIENCE


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_first_at_the_same_moment_make_one_house() -> None:
    House.objects.all().delete()
    together = threading.Barrier(6)

    def ask(_: int) -> int:
        together.wait(PATIENCE)
        try:
            return int(house().pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as askers:
        assert set(askers.map(ask, range(6))) == {1}
    assert House.objects.count() == 1
