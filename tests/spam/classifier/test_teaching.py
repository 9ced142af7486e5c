"""Labels: learnt at once, taken back, doubted, never lost, and the same bits for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from broadsheet.kit.process_caches import reset_all
from broadsheet.spam import classifier
from broadsheet.spam.classifier import Outcome, settle_doubt
from broadsheet.spam.classifier.model_replica import model_of, rebuilt
from broadsheet.spam.classifier.model_snapshots import path_of, save
from broadsheet.spam.models import Doubt, Filter, Label
from tests.spam.conftest import GOOD, SPAM, stream

pytestmark = pytest.mark.django_db


def row() -> Filter:
    return Filter.objects.get(name="site")


def fingerprint() -> str:
    return model_of(row()).fingerprint()


def test_an_untaught_filter_says_nothing() -> None:
    assert classifier.judge(SPAM).outcome == Outcome.PUBLISH
    assert classifier.judge(SPAM).reasons == ()


def test_fifty_labels_with_ten_of_each_kind_are_needed() -> None:
    examples = stream(60)
    classifier.train(examples[:49])
    assert classifier.judge(SPAM).outcome == Outcome.PUBLISH
    classifier.train(examples[49:])
    verdict = classifier.judge(SPAM)
    assert verdict.outcome == Outcome.HOLD
    assert verdict.odds > 0
    assert verdict.threshold is None
    assert classifier.judge(GOOD).outcome == Outcome.PUBLISH


def test_with_a_hundred_good_ones_spam_is_spam_by_itself() -> None:
    classifier.train(stream(420))
    verdict = classifier.judge(SPAM)
    assert verdict.outcome == Outcome.SPAM
    assert verdict.threshold is not None
    assert verdict.score > verdict.threshold
    assert "threshold" in verdict.reasons


def test_a_label_counts_for_the_next_judgement() -> None:
    classifier.train(stream(60))
    before = classifier.judge(GOOD).score
    assert classifier.learn(GOOD, True, subject="1")
    assert classifier.judge(GOOD).score > before


def test_the_same_label_counts_once() -> None:
    assert classifier.learn(SPAM, True, subject="1")
    assert not classifier.learn(SPAM, True, subject="1")
    assert Label.objects.count() == 1


def test_a_changed_mind_takes_the_first_label_back() -> None:
    classifier.learn(SPAM, True, subject="1")
    assert classifier.learn(SPAM, False, subject="1")
    assert list(Label.objects.order_by("number").values_list("spam", "back")) == [
        (True, False),
        (True, True),
        (False, False),
    ]
    assert (row().good, row().spam) == (1, 0)
    assert model_of(row()).learner.counts == [1, 0]


def test_taking_back_leaves_no_label_standing() -> None:
    classifier.learn(GOOD, False, subject="1")
    assert classifier.take_back("1")
    assert not classifier.take_back("1")
    assert (row().good, row().spam) == (0, 0)
    assert model_of(row()).good == []


def test_a_label_that_is_rolled_back_is_unlearnt() -> None:
    classifier.train(stream(60))
    before = fingerprint()
    with transaction.atomic():
        classifier.learn(SPAM, True, subject="1")
        assert fingerprint() != before
        transaction.set_rollback(True)
    assert fingerprint() == before
    classifier.learn(GOOD, False, subject="2")
    assert fingerprint() == rebuilt(row()).fingerprint()


def test_the_log_gives_the_same_bits_as_learning_did() -> None:
    classifier.train(stream(120))
    classifier.learn(SPAM, False, subject="x")
    classifier.learn(SPAM, True, subject="x")
    known, anew, labels = classifier.rebuild()
    assert known == anew
    assert labels == 123


def test_a_snapshot_and_the_tail_give_the_same_bits() -> None:
    classifier.train(stream(80))
    save(row(), model_of(row()))
    classifier.train(stream(100))
    reset_all()
    assert fingerprint() == rebuilt(row()).fingerprint()


@pytest.mark.parametrize("damage", [lambda kept: kept[:1000], lambda kept: kept[:-4] + b"evil", lambda kept: b""])
def test_a_damaged_snapshot_is_as_none(damage: Any) -> None:
    classifier.train(stream(60))
    save(row(), model_of(row()))
    path_of(row()).write_bytes(damage(path_of(row()).read_bytes()))
    reset_all()
    assert fingerprint() == rebuilt(row()).fingerprint()


def test_a_snapshot_of_another_log_is_not_believed() -> None:
    classifier.train(stream(60))
    save(row(), model_of(row()))
    Label.objects.all().delete()
    Filter.objects.all().delete()
    classifier.train(stream(70, seed=2))
    path_of(row()).parent.mkdir(exist_ok=True)
    for kept in path_of(row()).parent.glob("*.snapshot"):
        kept.rename(path_of(row()))
    reset_all()
    assert fingerprint() == rebuilt(row()).fingerprint()


def test_erasing_a_person_leaves_what_was_learnt_without_them() -> None:
    classifier.train(stream(60))
    without = fingerprint()
    classifier.learn(SPAM, True, subject="7", writer="guest-x")
    classifier.learn(SPAM, False, subject="7", writer="guest-x")
    classifier.learn(GOOD, False, subject="8", writer="guest-x")
    assert classifier.forget(writers=["guest-x"]) == 4
    assert fingerprint() == without
    assert (row().good, row().spam) == (30, 30)
    classifier.learn(GOOD, False, subject="9")
    assert fingerprint() == rebuilt(row()).fingerprint()


def test_a_stranger_who_contradicts_is_doubted() -> None:
    classifier.train(stream(200))
    assert not classifier.learn(SPAM, False, source="key-1", trusted=False)
    doubt = Doubt.objects.get()
    assert doubt.odds > 1
    assert "casino" in doubt.excerpt
    labels = Label.objects.count()
    settle_doubt(doubt, agree=False, source="person-1")
    assert (Label.objects.count(), Doubt.objects.count()) == (labels, 0)


def test_a_second_person_may_agree_with_the_doubted() -> None:
    classifier.train(stream(200))
    classifier.learn(SPAM, False, source="key-1", trusted=False)
    settle_doubt(Doubt.objects.get(), agree=True, source="person-1")
    assert row().good == 101
    assert fingerprint() == rebuilt(row()).fingerprint()


def test_a_trap_holds_whatever_the_words() -> None:
    from dataclasses import replace

    verdict = classifier.judge(replace(GOOD, trap="http://x.example"))
    assert verdict.outcome == Outcome.HOLD
    assert verdict.reasons == ("trap",)


def test_only_what_is_beyond_doubt_may_be_discarded() -> None:
    from dataclasses import replace

    classifier.train(stream(420))
    assert not classifier.judge(SPAM).discard
    assert classifier.judge(replace(SPAM, trap="x")).discard
