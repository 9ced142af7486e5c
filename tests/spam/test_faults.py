"""Nothing acknowledged is lost to kill -9: the short form of `benchmarks/spam.py`. And many who learn at once agree."""

from __future__ import annotations

from tests.spam.killing import lost_labels


def test_no_acknowledged_label_is_lost_to_kill_9() -> None:
    acknowledged, lost = lost_labels(3)
    assert acknowledged >= 3
    assert lost == 0
