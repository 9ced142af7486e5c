"""Finding what an address is about."""

from __future__ import annotations

import pytest

from broadsheet.discussion.lookup import readable_story
from broadsheet.kit import Gone, Unknown
from broadsheet.stories import Openness, Story
from broadsheet.stories.comment_settings import change_discussion
from broadsheet.stories.publishing import withdraw
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db


def test_a_story_found_again_is_as_it_is_now(a_story: StoryMaker) -> None:
    story = a_story()
    assert readable_story(story.pk).discussion_is == Openness.OPEN
    change_discussion(story, Openness.CLOSED)
    assert readable_story(story.pk).discussion_is == Openness.CLOSED
    withdraw(story)
    with pytest.raises(Gone):
        readable_story(story.pk)
    Story.objects.filter(pk=story.pk).delete()
    with pytest.raises(Unknown):
        readable_story(story.pk)


def test_what_one_finder_does_with_a_story_is_not_seen_by_the_next(a_story: StoryMaker) -> None:
    story = a_story()
    first = readable_story(story.pk)
    first.headline = "Changed in hand"
    first.translation_of = first
    again = readable_story(story.pk)
    assert again.headline == story.headline
    assert again.translation_of_id is None
