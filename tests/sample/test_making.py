from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils.html import strip_tags

from broadsheet.comments import Comment, Discussion, State
from broadsheet.sample import make
from broadsheet.stories import SiteSettings, Story, body_html, site_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample, made once for all tests here and taken back at the end; each test's own writes end with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def made(_made: None, db: Any) -> None:
    """The sample newspaper."""


def test_it_speaks_five_languages_and_two_directions(made: None) -> None:
    stories = Story.objects.filter(live=True, page=False)
    assert set(stories.values_list("language", flat=True)) == {"en", "ru", "uk", "kk", "ar"}
    assert {story.direction for story in stories} == {"ltr", "rtl"}
    assert stories.filter(translation_of__isnull=False).exists()
    assert stories.exclude(section=None).values("section").distinct().count() >= 5


def test_every_story_has_a_picture_with_its_words(made: None) -> None:
    stories = Story.objects.filter(page=False).select_related("lead")
    assert len(stories) > 9
    for story in stories:
        assert (
            story.lead and story.lead.alt and story.lead.caption and story.lead.credit and story.lead.has_focal_point()
        ), story


def test_its_lead_story_is_the_one_that_is_weighed(made: None) -> None:
    lead = Story.objects.get(address="/harbour/eleven-minutes-late/")
    words = strip_tags(body_html(lead)).split()
    assert 600 <= len(words) <= 800
    assert Discussion.objects.get(story=lead).comments == 20


def test_its_readers_talk_deep_and_long_and_some_wait(made: None) -> None:
    depth = 0
    below = list(Comment.objects.filter(parent=None).values_list("pk", flat=True))
    while below:
        depth, below = depth + 1, list(Comment.objects.filter(parent__in=below).values_list("pk", flat=True))
    assert depth >= 8
    assert max(Discussion.objects.values_list("comments", flat=True)) > 60
    assert Comment.objects.filter(state=State.HELD).exists()
    assert Comment.objects.filter(state=State.REMOVED, children__state=State.PUBLISHED).exists()


def test_a_second_time_changes_nothing(made: None) -> None:
    before = (Story.objects.count(), Comment.objects.count())
    make()
    assert (Story.objects.count(), Comment.objects.count()) == before


def test_a_site_that_has_a_name_keeps_it(db: None) -> None:
    ours = site_settings()
    ours.name = "The Evening Post"
    ours.save()
    make()
    assert SiteSettings.objects.get().name == "The Evening Post"
