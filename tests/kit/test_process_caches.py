"""What a process keeps in memory, and forgets all at once."""

from __future__ import annotations

from itertools import count

from broadsheet.kit import process_cache, register
from broadsheet.kit.process_caches import reset_all

_answers = count()


@process_cache(most=2)
def answer(key: str) -> int:
    return next(_answers)


def test_an_answer_is_kept_until_all_caches_are_reset() -> None:
    first = answer("key")
    assert answer("key") == first
    reset_all()
    assert answer("key") > first


def test_the_oldest_answer_goes_when_there_is_no_room() -> None:
    first = answer("one")
    for key in ("two", "three"):
        answer(key)
    assert answer("one") != first


def test_whatever_was_registered_is_reset() -> None:
    kept = {"a": 1}
    register(kept.clear)
    reset_all()
    assert kept == {}
