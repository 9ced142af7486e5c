"""What the filter said of a comment is forgotten after three months, unless the comment still waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet import spam
from broadsheet.discussion.privacy_notice import processed
from broadsheet.discussion.retention import forget_what_is_over
from broadsheet.spam import Judgement, Question, Submission, akismet
from broadsheet.spam.models import Doubt, Label
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db


def _age(days: int) -> None:
    Judgement.objects.update(at=timezone.now() - timedelta(days=days))


def test_only_what_is_old_and_decided_goes(a_story: StoryMaker, a_comment: Callable[..., Any]) -> None:
    story = a_story(rule="everyone")
    settled = [a_comment(story, f"Words number {n}.", state=state) for n, state in enumerate(("published", "removed"))]
    waiting = a_comment(story, "Words that wait.", state="held")
    akismet.question(settled[0].pk, "check")
    _age(89)
    assert forget_what_is_over() == 0
    _age(91)
    fresh = a_comment(story, "Words of today.")
    assert forget_what_is_over() == 2
    assert set(Judgement.objects.values_list("pk", flat=True)) == {waiting.pk, fresh.pk}
    assert not Question.objects.exists()


def test_labels_stay_and_erasing_still_finds_them(a_story: StoryMaker, a_comment: Callable[..., Any]) -> None:
    comment = a_comment(a_story(rule="everyone"), "Words to be learnt.")
    spam.learn(Submission(comment.text), False, subject=str(comment.pk), writer="guest")
    _age(91)
    forget_what_is_over()
    assert Label.objects.count() == 1
    assert spam.forget(writers=["guest"], subjects=[comment.pk]) == 1
    assert not Label.objects.exists()


def test_a_doubt_that_nobody_settles_goes(a_story: StoryMaker) -> None:
    key, _ = akismet.make_key("blog.example")
    for days in (91, 89):
        at = timezone.now() - timedelta(days=days)
        Doubt.objects.create(filter=key.filter, spam=True, odds=-3, features=b"", excerpt="Words", source="x", at=at)
    assert forget_what_is_over() == 1
    assert Doubt.objects.count() == 1


def test_many_old_ones_go_in_steps(a_story: StoryMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.discussion.retention._TOGETHER", 3)
    Judgement.objects.bulk_create([Judgement(subject=number, outcome="publish") for number in range(1, 11)])
    _age(91)
    assert forget_what_is_over() == 10


def test_the_notice_says_so(db: None) -> None:
    assert any("spam filter said" in fact.what and fact.how_long == "90 days." for fact in processed())
