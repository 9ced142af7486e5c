"""Writers write drafts; whoever has sections stays in them; owners say who works where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from broadsheet.people import Person, Role, appoint
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.taxonomies import Section
from tests.conftest import StoryMaker
from tests.stories.newsroom.filled_forms import STORIES, story_form

pytestmark = pytest.mark.django_db
Enter = Callable[[Any], Client]


@pytest.fixture
def harbour() -> Section:
    return Section.objects.create(name="Harbour", slug="harbour")


@pytest.fixture
def sport() -> Section:
    return Section.objects.create(name="Sport", slug="sport")


def test_a_writer_drafts_and_does_not_publish(enter: Enter, bo: Any) -> None:
    appoint(bo, Role.WRITER)
    client = enter(bo)
    assert 'name="action-publish"' not in client.get(f"{STORIES}add/").content.decode()
    client.post(f"{STORIES}add/", story_form(**{"action-publish": "1"}))
    assert not Story.objects.filter(live=True).exists()
    client.post(f"{STORIES}add/", story_form(headline="A draft"))
    story = Story.objects.get(headline="A draft")
    client.post(f"{STORIES}edit/{story.pk}/", story_form(headline="A better one", **{"action-publish": "1"}))
    story.refresh_from_db()
    assert not story.live
    assert client.post(f"{STORIES}delete/{story.pk}/").status_code == 302
    assert Story.objects.filter(pk=story.pk).exists()


def test_an_editor_with_sections_publishes_in_them(enter: Enter, ada: Any, harbour: Section, sport: Section) -> None:
    ada.sections.add(harbour)
    client = enter(ada)
    for section in ("", sport.pk):
        answer = client.post(f"{STORIES}add/", story_form(section=section, **{"action-publish": "1"}))
        assert "Please choose a section of your own." in answer.content.decode()
    client.post(f"{STORIES}add/", story_form(section=harbour.pk, **{"action-publish": "1"}))
    story = Story.objects.get()
    assert story.live
    answer = client.post(f"{STORIES}edit/{story.pk}/", story_form(section=sport.pk, **{"action-publish": "1"}))
    assert "Please choose a section of your own." in answer.content.decode()
    story.refresh_from_db()
    assert story.section == harbour


def test_another_sections_story_is_not_touched(
    enter: Enter, ada: Any, harbour: Section, sport: Section, a_story: StoryMaker
) -> None:
    ada.sections.add(harbour)
    client, story = enter(ada), a_story(section=sport)
    assert client.post(f"{STORIES}unpublish/{story.pk}/")["Location"] == "/-/newsroom/"
    draft = Story.objects.create(headline="Theirs", address="/theirs/", section=sport, live=False)
    client.post(f"/-/newsroom/bulk/broadsheet/story/delete/?id={draft.pk}&next=/-/newsroom/stories/")
    assert Story.objects.filter(pk=draft.pk).exists()
    story.refresh_from_db()
    assert story.live


def test_an_editor_writes_a_correction(
    enter: Enter, ada: Any, harbour: Section, sport: Section, a_story: StoryMaker
) -> None:
    ada.sections.add(harbour)
    client = enter(ada)
    mine, other = a_story(section=harbour), a_story(section=sport)
    client.post("/-/newsroom/corrections/add/", {"story": other.pk, "text": "Not mine."})
    assert not Correction.objects.exists()
    client.post("/-/newsroom/corrections/add/", {"story": mine.pk, "text": "It opened in June."})
    note = Correction.objects.get()
    assert (note.story, note.by) == (mine, ada)
    client.post(f"/-/newsroom/corrections/delete/{note.pk}/")
    assert Correction.objects.exists(), "what the paper admitted, it does not take back"


def test_an_owner_gives_sections(enter: Enter, ada: Any, dee: Any, harbour: Section, sport: Section) -> None:
    appoint(ada, Role.OWNER)
    form = {"email": dee.email, "first_name": "Dee", "role": "moderator", "is_active": "on", "sections": [harbour.pk]}
    enter(ada).post(f"/-/newsroom/persons/edit/{dee.pk}/", form)
    dee = Person.objects.get(pk=dee.pk)
    assert dee.works_in(harbour.pk) and not dee.works_in(sport.pk) and not dee.works_in(None)


def test_who_edits_opens_no_persons(enter: Enter, ada: Any, dee: Any) -> None:
    client = enter(ada)
    client.post(f"/-/newsroom/persons/edit/{ada.pk}/", {"email": ada.email, "role": "owner", "is_active": "on"})
    assert Person.objects.get(pk=ada.pk).role == Role.EDITOR
