"""What readers told the newsroom is theirs to see and to take back, and is over some day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.comments import Comment
from broadsheet.discussion import forget_what_is_over
from broadsheet.kit import DataSubject
from broadsheet.moderation import hide_comment
from broadsheet.moderation.answering_flags import answer_flags
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import Appeal, appeal, flag, request_correction
from broadsheet.moderation.reports.models import CorrectionRequest
from broadsheet.people import Reader
from broadsheet.rights import erasure, held_data

pytestmark = pytest.mark.django_db(transaction=True)
BO = "bo@reader.example"
GUEST = "b0" * 16
WRITER = Reader(guest=GUEST)
WHOSE = DataSubject(email=BO, guests=frozenset({GUEST}))


@pytest.fixture(autouse=True)
def own_list(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def told(a_story: Any, a_comment: Any, dee: Any) -> Any:
    """Bo appeals, flags with an address, and corrects a story."""
    story = a_story()
    mine = a_comment(story, "What Bo said.", email=BO, reader=WRITER)
    other = a_comment(story, "What Cy said.", name="Cy")
    flag(other, Reader(guest="c0" * 16), "Rude.", email="BO@reader.example")
    request_correction(story, wrong="It was in May.", email=BO, reader=WRITER)
    hide_comment(mine, dee)
    appeal(mine, text="I was kind.", reader=WRITER)
    return story


def test_all_of_it_is_shown(told: Any) -> None:
    held = held_data.collect(WHOSE)
    assert [one["text"] for one in held["appeals"]] == ["I was kind."]
    assert [one["reason"] for one in held["flags"]] == ["Rude."]
    assert [one["wrong"] for one in held["corrections"]] == ["It was in May."]


@pytest.mark.parametrize("words", [True, False])
def test_all_of_it_is_forgotten(told: Any, words: bool) -> None:
    erasure.erase(WHOSE, words=words)
    made = Flag.objects.get()
    assert (made.email, made.reason) == ("", "") and made.guest != "c0" * 16
    assert CorrectionRequest.objects.filter(email="", guest="").count() == (0 if words else 1)
    assert Appeal.objects.get().text == ("" if words else "I was kind.")
    assert not held_data.collect(WHOSE)


def test_an_address_given_with_a_flag_alone_is_found_again(a_story: Any, a_comment: Any) -> None:
    flag(a_comment(a_story()), Reader(guest="c0" * 16), "Rude.", email="Eve@reader.example")
    erasure.erase(DataSubject(email="eve@reader.example"), words=True)
    assert Flag.objects.get().email == ""
    Flag.objects.update(email="eve@reader.example", reason="Rude.")  # an older copy is brought back
    erasure.replay_erasures(everything=True)
    assert Flag.objects.get().email == ""


def test_what_was_answered_long_ago_is_forgotten(told: Any, dee: Any) -> None:
    answer_flags(Comment.objects.get(name="Cy"), dee, "No.")
    forget_what_is_over()
    assert Flag.objects.get().email and CorrectionRequest.objects.exists() and Appeal.objects.get().text
    Flag.objects.update(answered=timezone.now() - timedelta(days=91))
    long_ago = timezone.now() - timedelta(days=181)
    CorrectionRequest.objects.update(at=long_ago)
    Appeal.objects.update(at=long_ago)
    forget_what_is_over()
    made = Flag.objects.get()
    assert (made.email, made.reason, made.answer, made.right) == ("", "", "", False)
    assert not CorrectionRequest.objects.exists() and not Appeal.objects.get().text
