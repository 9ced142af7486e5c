"""The public streams, where they lie beside the project: the short form of `benchmarks/spam.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.spam_streams import disguised, padded, sms, tg
from broadsheet.spam.classifier import Submission, measure
from broadsheet.spam.classifier.thresholds import interval


def test_chat_messages_are_told_apart(corpora: Path) -> None:
    found = measure([(Submission(text), spam) for text, spam in tg()])
    assert found.loss <= 0.92
    assert found.bytes <= 8 * 2**20


def test_messages_are_told_apart_within_the_budget(corpora: Path) -> None:
    found = measure([(Submission(text), spam) for text, spam in sms()])
    assert found.loss <= 0.61
    assert found.recall >= 96
    assert set(found.realised) == {0.005, 0.01}
    assert [budget for budget, seen in found.realised.items() if interval(*seen)[0] > budget] == []


@pytest.mark.parametrize(("disguise", "most"), [(padded, 10), (disguised, 1.6)])
def test_disguises_do_not_help(corpora: Path, disguise: object, most: float) -> None:
    assert callable(disguise)
    stream = tg()
    half = len(stream) // 2
    good = [text for text, spam in stream[:half] if not spam]
    examples = [(Submission(text), spam) for text, spam in stream]
    assert measure(examples, since=half, disguise=lambda text, n: disguise(text, n, good)).loss <= most
