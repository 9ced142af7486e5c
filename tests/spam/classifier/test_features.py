"""Anything at all can be looked at, quickly and always the same way."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.spam.classifier import Submission, extract_features
from broadsheet.spam.classifier.features import SIZE, Features, context_ids
from broadsheet.spam.classifier.learner import Learner
from broadsheet.spam.classifier.near_duplicates import likeness
from broadsheet.spam.classifier.normalising import fold
from broadsheet.spam.classifier.segmenting import segments
from tests.spam.awkward import BYTES, awkward, scripts

anything = st.text(alphabet=st.characters(codec=None, categories=None), max_size=400)


@given(text=anything, author=anything, url=anything, seconds=st.floats(), approved=st.integers(0, 9))
def test_anything_is_judged(text: str, author: str, url: str, seconds: float, approved: int) -> None:
    given = Submission(
        text, author=author, email=f"{author}@x", url=url, title=text[:20], seconds=seconds, approved=approved
    )
    features = extract_features(given)
    assert parts_of(features, given) == 1
    assert math.isfinite(Learner().score(features))


def parts_of(features: Features, given: Submission) -> int:
    """How many parts there are, each looked at."""
    parts, shared = np.split(features.ids, features.starts[1:]), context_ids(given)
    assert shared.max() < SIZE
    for part in parts:
        assert (np.diff(part) > 0).all(), "each once, and none spills over from another part"
        assert np.isin(shared, part).all(), "what is known of the whole belongs to every part"
    return len(parts)


@pytest.mark.parametrize(
    "text",
    ["", "\0", "\ud800", "x", "\u202e", "x" * 10_000, "\u0301" * 10_000, "a " * 5_000, "\ud83d" * 500, "[" * 10_000],
)
def test_odd_texts_are_judged_alike_twice(text: str) -> None:
    one, other = extract_features(Submission(text)), extract_features(Submission(text))
    assert np.array_equal(one.ids, other.ids)
    assert np.array_equal(one.starts, other.starts)
    assert parts_of(one, Submission(text)) == 1 + len(segments(fold(text).text))


@pytest.mark.parametrize("group", range(10))
def test_ten_kilobytes_of_anything_are_judged(group: int) -> None:
    """Also where they are the author's name, or the title; and they can be learnt."""
    learner = Learner()
    for name, text in list(awkward().items())[group::10]:
        given = Submission(text, author=text, email=text, url=text, title=text)
        features = extract_features(given)
        score = learner.score(features)
        assert math.isfinite(score), name
        assert len(features.ids) < 2_000_000, name
        learner.learn(features.whole, True, score)
        likeness(text)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, -1.0, 0.0, 1e300])
@pytest.mark.parametrize("fact", ["seconds", "age", "page"])
def test_any_number_is_a_fact_or_none(fact: str, number: float) -> None:
    features = extract_features(Submission("Well said.", **{fact: number}))  # type: ignore[arg-type]
    assert math.isfinite(Learner().score(features))


def test_scripts_are_many() -> None:
    assert len(scripts()) > 150
    assert max(len(text.encode("utf-8", "surrogatepass")) for text in awkward().values()) <= BYTES


def test_segments_cover_a_long_text_from_end_to_end() -> None:
    text = " ".join(f"word{n}" for n in range(3000))
    found = segments(text)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(one[1] >= other[0] for one, other in pairwise(found))
    assert len(found) <= 42
    assert segments("short") == []


def test_a_time_without_a_zone_is_no_trouble() -> None:
    assert len(extract_features(Submission("Well said.", time=datetime(2026, 5, 1, tzinfo=UTC))).ids)
