from __future__ import annotations

import pytest

from broadsheet import ledger
from broadsheet.comments import Comment
from broadsheet.ledger import Kind, Mark
from broadsheet.ledger.models import Restoration
from broadsheet.ledger.restorations import SPARE

pytestmark = pytest.mark.django_db


def of_lost_future(after: int) -> Mark:
    """What was noted of a line that this database does not have."""
    return Mark(after + 5, "2026-11-22T20:00:00+00:00", {"broadsheet_comment": 40})


def test_numbers_go_on_far_beyond_a_lost_future() -> None:
    kept = ledger.record(Kind.STORY_PUBLISHED, story=1)
    assert ledger.go_on_beyond(of_lost_future(kept))
    assert ledger.latest() > kept + 5 + SPARE
    assert ledger.after(kept)[0].kind == Kind.COPY_RESTORED
    assert [ledger.is_lost(number) for number in (kept, kept + 1, kept + 5, ledger.latest())] == [
        False,
        True,
        True,
        False,
    ]


def test_a_table_goes_on_beyond_what_is_known_of_it(a_story: object, a_comment: object) -> None:
    ledger.record(Kind.STORY_PUBLISHED, story=1)
    ledger.go_on_beyond(of_lost_future(ledger.latest()))
    assert a_comment(a_story()).pk > 40 + SPARE  # type: ignore[operator]
    assert Comment.objects.count() == 1


def test_the_same_future_is_lost_once() -> None:
    mark = of_lost_future(ledger.record(Kind.STORY_PUBLISHED, story=1))
    assert ledger.go_on_beyond(mark)
    assert not ledger.go_on_beyond(mark)
    assert Restoration.objects.count() == 1


def test_a_line_of_the_same_number_and_another_moment_is_of_another_past() -> None:
    number = ledger.record(Kind.STORY_PUBLISHED, story=1)
    assert not ledger.is_of_lost_future(ledger.mark_of(number))
    assert ledger.is_of_lost_future(Mark(number, "2026-11-22T20:00:00+00:00", {}))


def test_a_mark_without_a_moment_is_of_no_line() -> None:
    number = ledger.record(Kind.STORY_PUBLISHED, story=1)
    assert ledger.is_of_lost_future(Mark(number, "", {}))
    assert ledger.is_of_lost_future(Mark(number + 9, "", {}))


def test_a_bookmark_beyond_the_ledger_is_noticed() -> None:
    number = ledger.record(Kind.STORY_PUBLISHED, story=1)
    ledger.advance("press", number + 7)
    ledger.advance("erasures press", number + 700)  # counts lines of a file
    assert [one.reader for one in ledger.bookmarks_ahead()] == ["press"]
    assert ledger.go_on_beyond(ledger.mark_of(number))
    assert ledger.latest() > number + 7
    assert ledger.bookmarks_ahead() == []


def test_an_empty_ledger_has_lost_nothing() -> None:
    assert not ledger.go_on_beyond(ledger.mark_of(0))
