"""What is due by schedule: one story that cannot be read stops no other, and what drafts name is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from broadsheet.kit.loops import known_troubles
from broadsheet.stories import Author, Section, publish
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.scheduling import publish_due

pytestmark = pytest.mark.django_db
Enter = Callable[[Any], Client]


def scheduled(headline: str, author: Author | None = None) -> Story:
    """A draft whose hour has come."""
    story = Story(headline=headline, go_live_at=timezone.now() + timedelta(hours=1))
    if author:
        story.bylines = [Byline(author=author)]
    publish(story)
    Revision.objects.filter(object_id=str(story.pk)).update(approved_go_live_at=timezone.now())
    for revision in Revision.objects.filter(object_id=str(story.pk)):
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
    return story


def test_a_draft_whose_author_was_deleted_is_published_without_them(ada: Any, enter: Enter) -> None:
    author = Author.objects.create(name="Cy", slug="cy")
    story, other = scheduled("By somebody gone", author), scheduled("By nobody")
    Byline.objects.filter(author=author).delete()
    author.delete()
    assert {one.pk for one in publish_due()} == {story.pk, other.pk}
    page = enter(ada).get(f"/-/newsroom/stories/edit/{story.pk}/")
    assert page.status_code == 200
    assert Story.objects.get(pk=story.pk).authors == []


def test_one_that_cannot_be_read_stops_no_other(ada: Any, enter: Enter) -> None:
    broken, other = scheduled("Broken"), scheduled("Sound")
    revision = Revision.objects.get(object_id=str(broken.pk))
    del revision.content["headline"]
    revision.save(update_fields=["content"])
    assert publish_due() == [other]
    assert publish_due() == []
    (one,) = known_troubles()
    assert (one.item, one.times) == (f"story {broken.pk}", 2)
    page = enter(ada).get("/-/newsroom/").content.decode()
    assert f"story {broken.pk}" in page


@pytest.mark.parametrize("kind", ["authors", "sections"])
def test_what_a_draft_names_is_not_deleted(ada: Any, enter: Enter, kind: str) -> None:
    author = Author.objects.create(name="Cy", slug="cy")
    section = Section.objects.create(name="City", slug="city")
    story = Story(headline="A draft of Cy", section=section)
    story.bylines = [Byline(author=author)]
    story.live = False
    story.full_clean()
    story.save()
    story.save_revision()
    Byline.objects.filter(author=author).delete()  # the draft alone names them
    Story.objects.filter(pk=story.pk).update(section=None)
    named = {"authors": author, "sections": section}[kind]
    answer = enter(ada).post(f"/-/newsroom/{kind}/delete/{named.pk}/", follow=True)
    assert "A draft of Cy" in answer.content.decode()
    assert type(named)._default_manager.filter(pk=named.pk).exists()
