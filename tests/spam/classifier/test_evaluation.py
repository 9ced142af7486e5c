"""Measuring gives what the site's own filter would have said, and touches nothing of the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.spam import classifier
from broadsheet.spam.classifier import extract_features
from broadsheet.spam.classifier.learner import Learner
from broadsheet.spam.models import Label
from tests.site import Site
from tests.spam.conftest import stream


@pytest.mark.django_db
def test_the_log_scores_every_example_as_measuring_does() -> None:
    """Bit for bit: so a measurement in memory is one of the filter as it runs."""
    examples = stream(120)
    learner, scores = Learner(), []
    for given, kind in examples:
        features = extract_features(given)
        scores.append(learner.score(features))
        learner.learn(features.whole, kind, scores[-1])
    classifier.train(examples)
    assert list(Label.objects.order_by("number").values_list("score", flat=True)) == scores


@pytest.mark.parametrize("examples", [[], stream(1), stream(8), [one for one in stream(60) if not one[1]]])
def test_few_examples_are_said_to_be_too_few(examples: list[tuple[classifier.Submission, bool]]) -> None:
    assert "too few to say" in [figure for _, figure in classifier.table_of(classifier.measure(examples))]


def test_measuring_writes_nothing_and_needs_no_database(tmp_path: Path) -> None:
    lines = [json.dumps({"text": given.text, "spam": kind}) for given, kind in stream(120)]
    (tmp_path / "examples.jsonl").write_text("\n".join(lines))
    site = Site(tmp_path / "site")
    site.folder.mkdir()
    done = site.command("spam", "measure", str(tmp_path / "examples.jsonl"))
    assert done.returncode == 0, done.stderr
    assert "60, 60" in done.stdout
    assert not list(site.folder.glob("*.sqlite3*"))
    assert not (site.folder / "spam").exists()
