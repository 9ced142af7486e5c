"""What other rooms ask of the ledger besides reading on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from broadsheet import ledger
from broadsheet.ledger import Entry, Kind

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_the_first_line_since_a_moment_is_found(db: None, count: int) -> None:
    for number in range(count):
        with freeze_time(BEGIN + timedelta(days=number)):
            ledger.record(Kind.COMMENT_POSTED)
    for day in range(-1, count + 2):
        at = BEGIN + timedelta(days=day)
        found = Entry.objects.filter(number__gte=ledger.first_number_since(at))
        assert found.count() == Entry.objects.filter(at__gte=at).count()


def test_lines_are_counted_by_kind(db: None) -> None:
    assert ledger.began_at() is None
    with freeze_time(BEGIN):
        first = ledger.record(Kind.COMMENT_POSTED, comment=1)
    ledger.record(Kind.COMMENT_LIKED, comment=1)
    last = ledger.record(Kind.COMMENT_POSTED, comment=2)
    assert ledger.began_at() == BEGIN
    assert ledger.count_kinds([Kind.COMMENT_POSTED], first, last) == {Kind.COMMENT_POSTED: 1}
    both = [Kind.COMMENT_POSTED, Kind.COMMENT_LIKED, Kind.COMMENT_FLAGGED]
    assert ledger.count_kinds(both, first, last + 1) == {Kind.COMMENT_POSTED: 2, Kind.COMMENT_LIKED: 1}
    assert list(ledger.comments_between(Kind.COMMENT_POSTED, first, last + 1)) == [1, 2]
