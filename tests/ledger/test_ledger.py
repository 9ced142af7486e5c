from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from broadsheet import ledger
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
    assert sorted(entry.story or 0 for entry in reading.after(0)) == [1, 2]


def test_an_edition_is_possible_from_the_storys_first_line_to_the_ledgers_newest(db: None) -> None:
    ledger.record(Kind.STORY_PUBLISHED, story=1)
    first = ledger.record(Kind.STORY_PUBLISHED, story=2)
    newest = ledger.record(Kind.COMMENT_POSTED, story=1, comment=5)
    possible = [ledger.edition_of_story(number, 2).possible for number in (first - 1, first, newest, newest + 1)]
    assert possible == [False, True, True, False]
    at = ledger.edition_of_story(first, 2).at
    assert at is not None and at.tzinfo is not None and abs((timezone.now() - at).total_seconds()) < 3600


def test_later_lines_about_a_comment_are_found_by_kind_and_moment(db: None) -> None:
    before = timezone.now()
    ledger.record(Kind.COMMENT_HIDDEN, story=1, comment=5)

    def found(**changes: Any) -> bool:
        asked: dict[str, Any] = {"at": before, "story": 1, "comment": 5, "kinds": {Kind.COMMENT_HIDDEN}, **changes}
        return ledger.has_entry_since(asked.pop("at"), **asked)

    assert found()
    assert not found(kinds={Kind.COMMENT_LIKED})
    assert not found(comment=6)
    assert not found(at=timezone.now() + timedelta(seconds=1))


def _waits() -> bool:
    """Whether a transaction waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
