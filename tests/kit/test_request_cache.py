"""Asking once."""

from __future__ import annotations

from itertools import count

from freezegun import freeze_time

from broadsheet.kit.request_cache import once, remembering


def test_without_remembering_every_question_is_asked() -> None:
    answers = count()
    assert [once("key", lambda: next(answers)) for _ in range(3)] == [0, 1, 2]


def test_within_it_each_question_is_asked_once_and_forgotten_at_the_end() -> None:
    answers = count()
    with remembering():
        first = [once("key", lambda: next(answers)) for _ in range(3)]
        with remembering():
            assert once("key", lambda: next(answers)) == 0
        assert once("another", lambda: next(answers)) == 1
    assert first == [0, 0, 0]
    with remembering():
        assert once("key", lambda: next(answers)) == 2


def test_answers_of_others_do_for_a_while_and_never_longer() -> None:
    answers = count()

    def ask() -> int:
        with remembering(at_most=1):
            return once("test_asking", lambda: next(answers))

    with freeze_time("2026-05-01 12:00:00") as clock:
        with remembering(at_most=1):
            pass
        clock.tick(0.9)
        assert ask() == 0
        clock.tick(0.2)
        assert ask() == 1  # it was asked a moment ago, but others' answers in the same memory are older
        clock.tick(0.9)
        assert ask() == 1
        clock.tick(0.2)
        assert ask() == 2
