from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from broadsheet.kit import together
from broadsheet.kit.models import Pace
from tests.site import wait_until


def keep(key: str) -> str:
    Pace.objects.create(key=key, until=timezone.now())
    return key


def kept() -> set[str]:
    return set(Pace.objects.values_list("key", flat=True))


def seen_elsewhere() -> set[str]:
    """What another connection sees."""
    try:
        return kept()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_write_is_committed_when_its_result_comes() -> None:
    assert together(lambda: keep("one")) == "one"
    with ThreadPoolExecutor(1) as other:
        assert other.submit(seen_elsewhere).result() == {"one"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL shares commits itself")
@pytest.mark.django_db(transaction=True)
def test_writes_that_wait_share_a_commit() -> None:
    began, may_go_on = threading.Event(), threading.Event()
    commits: list[object] = []

    def slow() -> str:
        began.set()
        assert may_go_on.wait(10)
        return keep("slow")

    def counted(key: str) -> str:
        commits.append(connection.atomic_blocks[0])
        return keep(key)

    with ThreadPoolExecutor(9) as writers:
        first = writers.submit(together, slow)
        assert began.wait(10)
        rest = [writers.submit(together, lambda key=str(n): counted(key)) for n in range(8)]
        wait_until(lambda: all(one.running() for one in rest), "all writers to wait")
        may_go_on.set()
        assert {first.result(), *(one.result() for one in rest)} == kept()
    assert len(commits) == 8
    assert all(one is commits[0] for one in commits)


@pytest.mark.django_db(transaction=True)
def test_one_writers_fault_is_its_own() -> None:
    def refuse() -> None:
        keep("refused")
        raise ValueError("no")

    with ThreadPoolExecutor(3) as writers:
        good, bad = writers.submit(together, lambda: keep("good")), writers.submit(together, refuse)
        assert good.result() == "good"
        with pytest.raises(ValueError, match="no"):
            bad.result()
    assert kept() == {"good"}


@pytest.mark.django_db(transaction=True)
def test_a_failing_database_is_everybodys_and_the_next_write_succeeds() -> None:
    def fail() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    with pytest.raises(DatabaseError):
        together(fail)
    assert together(lambda: keep("after")) == "after"


@pytest.mark.django_db
def test_within_a_transaction_it_runs_right_there() -> None:
    assert together(lambda: keep("here")) == "here"
    with pytest.raises(ValueError, match="no"):
        together(lambda: (_ for _ in ()).throw(ValueError("no")))
