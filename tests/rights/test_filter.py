"""What the filter learnt from somebody goes with them."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.comments import State
from broadsheet.kit import DataSubject
from broadsheet.moderation import hide_comment
from broadsheet.rights.erasure import erase
from broadsheet.rights.held_data import collect
from broadsheet.spam import Judgement
from broadsheet.spam.models import Label

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_list(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


@pytest.mark.parametrize("words", [False, True])
def test_erasing_an_address_takes_its_labels_and_judgements(
    a_story: Any, a_comment: Any, dee: Any, words: bool
) -> None:
    story = a_story()
    mine = a_comment(story, "Cheap pills, and quickly.", name="Bo", email="bo@reader.example")
    other = a_comment(story, "Cheap watches, and quickly.", name="Cy", email="cy@reader.example")
    for comment in (mine, other):
        hide_comment(comment, dee, State.SPAM)
    assert Label.objects.count() == 2
    whose = DataSubject(email="bo@reader.example")
    assert "held_because" in collect(whose)["comments"][0]
    erase(whose, words=words)
    assert list(Label.objects.values_list("subject", flat=True)) == [str(other.pk)]
    assert not Judgement.objects.filter(pk=mine.pk).exists()
