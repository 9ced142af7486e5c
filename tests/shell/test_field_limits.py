"""Lengths are looked at before anything is worked out: each verb that takes a stranger's words, with 240 kB of what it is worst at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.comments import fit_email, fit_name, fit_website, fit_words
from broadsheet.kit import Refusal
from broadsheet.kit.forms import TypedTextField
from broadsheet.people import Reader
from broadsheet.people.sign_in.codes import canonical
from broadsheet.screening.submission_signals import _seconds
from broadsheet.stories import find_moved

MARKS = "a" + "\u0316\u0301" * 60_000  # normalised in 22 seconds
_LITTLE = 0.5  # seconds of this thread; each took more, or takes some milliseconds


def refused_soon(verb: Callable[[str], Any], words: str) -> Refusal:
    began = time.thread_time()
    with pytest.raises(Refusal) as refusal:
        verb(words)
    assert time.thread_time() - began < _LITTLE
    return refusal.value


def test_a_name_is_measured_before_it_is_normalised() -> None:
    assert refused_soon(fit_name, MARKS).status == 413
    assert fit_name(" " * 100 + "Bo" + " " * 100) == "Bo"
    assert fit_name("é" * 80) == "é" * 80


@pytest.mark.parametrize("words", ["a." * 120_000, "a@" + "a." * 120_000, "a@" + "-a" * 120_000, '"' * 240_000])
def test_an_address_is_measured_before_it_is_matched(words: str) -> None:
    assert refused_soon(fit_email, words).field == "email"
    assert refused_soon(canonical, words).field == "email"
    assert refused_soon(fit_website, words).status == 413


@pytest.mark.parametrize("words", ["[" * 240_000, "> " * 120_000, MARKS, "`" * 240_000])
def test_a_text_is_measured_before_it_is_set(words: str) -> None:
    refusal = refused_soon(fit_words, words)
    assert (refusal.status, "10,000 fit" in refusal.sentence) == (413, True)


def test_a_text_whose_line_ends_alone_make_it_long_is_taken() -> None:
    assert fit_words("\r\n\r\n" * 5_000 + "Words.").text == "Words."


def test_a_field_hands_on_no_more_than_shows_that_it_is_too_long() -> None:
    field = TypedTextField(most=10)
    assert field.clean("a" * 240_000) == "a" * 11
    assert field.clean("a" * 10) == "a" * 10


def test_digits_without_end_are_no_time() -> None:
    began = time.thread_time()
    assert _seconds("1" * 240_000) is None
    assert time.thread_time() - began < _LITTLE


def test_a_correction_and_an_appeal_are_measured_first(a_story: Any, client: Client) -> None:
    from broadsheet.moderation.reports import request_correction

    story = a_story()
    refused_soon(lambda words: request_correction(story, wrong=words, reader=Reader()), MARKS)


@pytest.mark.parametrize("credential", ["[" * 240_000, '{"a":' * 40_000, "1" * 240_000])
def test_a_passkey_of_any_depth_is_no_passkey(client: Client, db: None, credential: str) -> None:
    answer = client.post("/-/sign-in/passkey/enter", {"credential": credential})
    assert answer.status_code == 422
    assert "passkey" in answer.content.decode()


def test_an_old_address_is_looked_up_at_once_whatever_its_query(db: None) -> None:
    """Every pair of a query was asked for in three spellings: 8,000 questions to the database for 8 kB."""
    from django.db import connection

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert find_moved("/old?" + "&".join(f"p={number}" for number in range(1500))) is None
    assert len(asked) <= 3
