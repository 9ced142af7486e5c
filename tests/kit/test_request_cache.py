"""A question is asked of the database once in a request."""

from __future__ import annotations

from itertools import count

from freezegun import freeze_time

from broadsheet.kit.request_cache import cache_for_request, cached_in_request


def test_outside_a_request_every_question_is_asked() -> None:
    answers = count()
    assert [cached_in_request("key", lambda: next(answers)) for _ in range(3)] == [0, 1, 2]


def test_within_a_request_each_question_is_asked_once_and_forgotten_at_the_end() -> None:
    answers = count()
    with cache_for_request():
        first = [cached_in_request("key", lambda: next(answers)) for _ in range(3)]
        with cache_for_request():
            assert cached_in_request("key", lambda: next(answers)) == 0
        assert cached_in_request("another", lambda: next(answers)) == 1
    assert first == [0, 0, 0]
    with cache_for_request():
        assert cached_in_request("key", lambda: next(answers)) == 2


def test_answers_are_shared_between_requests_for_so_long_and_no_longer() -> None:
    answers = count()

    def ask() -> int:
        with cache_for_request(shared_for=1):
            return cached_in_request("test_asking", lambda: next(answers))

    with freeze_time("2026-05-01 12:00:00") as clock:
        with cache_for_request(shared_for=1):
            pass
        clock.tick(0.9)
        assert ask() == 0
        clock.tick(0.2)
        assert ask() == 1  # it was asked a moment ago, but others' answers in the same memory are older
        clock.tick(0.9)
        assert ask() == 1
        clock.tick(0.2)
        assert ask() == 2
