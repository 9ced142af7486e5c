"""A printed form names its edition; the filter hears how old that is, and one that never was holds the comment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet import ledger, spam
from broadsheet.comments import Comment, State
from broadsheet.discussion.comment_form import form_markup
from broadsheet.ledger import Entry, Kind
from broadsheet.screening.page_age import NEVER, page_age
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    """Published with the third line of the ledger."""
    ledger.record(Kind.SITE_CHANGED)
    ledger.record(Kind.SITE_CHANGED)
    story = a_story(rule="everyone")
    ledger.record(Kind.STORY_PUBLISHED, story=story.pk)
    return story


def test_a_page_is_as_old_as_its_edition(story: Any) -> None:
    edition = ledger.latest()
    Entry.objects.filter(pk=edition).update(at=timezone.now() - timedelta(hours=50))
    assert page_age(story.pk, edition) == pytest.approx(50, abs=0.2)
    assert page_age(story.pk, None) is None


def test_an_edition_that_cannot_be_never_was(story: Any) -> None:
    newest = ledger.latest()
    for edition in (newest + 1, newest - 1, 0, -1, 10**18, 10**30):
        assert page_age(story.pk, edition) == NEVER


def test_the_printed_form_names_it(story: Any) -> None:
    assert '<input type="hidden" name="edition" value="7">' in form_markup(story, edition=7)
    assert "edition" not in form_markup(story)


@pytest.mark.parametrize(
    ("told", "state"), [("", "published"), ("now", "published"), ("999", "held"), ("x", "held"), ("-1", "held"), ("٣", "held")]
)  # fmt: skip
def test_a_comment_on_a_page_that_never_was_is_held(story: Any, told: str, state: str) -> None:
    edition = str(ledger.latest()) if told == "now" else told
    typed = {"name": "Bo", "text": "Well said.", "edition": edition}
    assert Client().post(f"/-/stories/{story.pk}/comments", typed).status_code == 303
    comment = Comment.objects.get()
    assert comment.state == State(state)
    judged = spam.judgement_of(comment.pk)
    assert judged is not None
    assert ("page" in judged.reasons) == (state == "held")
    assert ('"page"' in judged.facts) == (told != "")
