from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from broadsheet.ledger import reading, recording
from broadsheet.ledger.kinds import Kind
from tests.waiting import PATIENCE, wait_until


@pytest.mark.django_db
def test_lines_are_numbered_upwards() -> None:
    first = recording.record(Kind.STORY_PUBLISHED, story=1)
    assert recording.record(Kind.COMMENT_POSTED, story=1, comment=2) > first


@pytest.mark.django_db
def test_a_reader_goes_on_from_its_bookmark() -> None:
    first = recording.record(Kind.STORY_PUBLISHED, story=1)
    second = recording.record(Kind.STORY_REVISED, story=1)
    reading.advance("test", first)
    assert [entry.number for entry in reading.read("test")] == [second]


@pytest.mark.django_db
def test_a_bookmark_never_goes_back() -> None:
    recording.record(Kind.STORY_PUBLISHED, story=1)
    number = recording.record(Kind.STORY_REVISED, story=1)
    reading.advance("test", number)
    reading.advance("test", number - 1)
    assert reading.reached("test") == number
    assert reading.read("test") == []


@pytest.mark.django_db
def test_one_storys_lines_can_be_read_alone() -> None:
    recording.record(Kind.STORY_PUBLISHED, story=1)
    other = recording.record(Kind.STORY_PUBLISHED, story=2)
    assert [entry.number for entry in reading.after(0, story=2)] == [other]


@pytest.mark.django_db
def test_the_latest_is_zero_before_anything_happened() -> None:
    assert reading.latest() == 0


@pytest.mark.django_db(transaction=True)
def test_a_late_commit_is_not_stepped_over() -> None:
    """Two writers, the first slow to commit: whoever sees the second line sees the first as well.

    On PostgreSQL the sequence hands out the lower number first but the higher one could become visible earlier.
    """
    began, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            recording.record(Kind.STORY_PUBLISHED, story=1)
            began.set()
            may_commit.wait(PATIENCE)
        connections.close_all()

    def quick() -> None:
        with transaction.atomic():
            recording.record(Kind.STORY_PUBLISHED, story=2)
        connections.close_all()

    first = threading.Thread(target=slow)
    first.start()
    assert began.wait(PATIENCE)
    second = threading.Thread(target=quick)
    second.start()
    if connection.vendor == "postgresql":
        wait_until(lambda: _waits() or not second.is_alive(), "the second to wait for the first")
    else:
        second.join(0.2)  # time enough to commit early; that it does not cannot be waited for
    seen_early = [entry.story for entry in reading.after(0)]
    may_commit.set()
    first.join(PATIENCE)
    second.join(PATIENCE)
    assert 2 not in seen_early
    assert [entry.story for entry in reading.after(0)] == [1, 2]


def _waits() -> bool:
    """Whether a transaction waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
