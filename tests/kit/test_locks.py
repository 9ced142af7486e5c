from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.utils import timezone

from broadsheet.kit.locks import in_turn
from broadsheet.kit.models import Pace
from tests.waiting import PATIENCE


def keep(key: str) -> None:
    try:
        with in_turn():
            Pace.objects.create(key=key, until=timezone.now())
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_everybody_gets_a_turn() -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(keep, map(str, range(100))))
    assert Pace.objects.count() == 100


@pytest.mark.django_db(transaction=True)
def test_nobody_writes_out_of_turn() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes many writers at once")
    begun, over = threading.Event(), list[str]()

    def keep_other() -> None:
        begun.set()
        keep("other")
        over.append("other")

    other = threading.Thread(target=keep_other)
    with in_turn():
        Pace.objects.create(key="first", until=timezone.now())
        other.start()
        assert begun.wait(PATIENCE)
        other.join(0.2)  # time enough to step out of turn; that it does not cannot be waited for
        over.append("first")
    other.join(PATIENCE)
    assert over == ["first", "other"]
    assert set(Pace.objects.values_list("key", flat=True)) == {"first", "other"}


@pytest.mark.django_db(transaction=True)
def test_a_turn_that_fails_leaves_nothing_and_is_over() -> None:
    with pytest.raises(ValueError, match="no"), in_turn():
        Pace.objects.create(key="lost", until=timezone.now())
        raise ValueError("no")
    keep("kept")
    assert set(Pace.objects.values_list("key", flat=True)) == {"kept"}


@pytest.mark.django_db
def test_within_a_transaction_it_is_part_of_it() -> None:
    with in_turn(), in_turn():
        Pace.objects.create(key="here", until=timezone.now())
    assert Pace.objects.count() == 1
