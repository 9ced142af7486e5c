"""A headline that is not published is news: nobody reads it who may not open its draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from broadsheet.people import Role, appoint
from broadsheet.stories.models import Story
from broadsheet.stories.taxonomies import Section
from tests.stories.newsroom.filled_forms import story_form

pytestmark = pytest.mark.django_db
Enter = Callable[[Any], Client]
SECRET = "The mayor resigns"
CHOOSE = "/-/newsroom/snippets/choose/broadsheet/story/"
PLACES = [
    "/-/newsroom/", "/-/newsroom/stories/", "/-/newsroom/stories/results/", "/-/newsroom/stories/?q=mayor", CHOOSE,
    f"{CHOOSE}results/", f"{CHOOSE}results/?q=mayor", f"{CHOOSE}chosen/{{pk}}/", f"{CHOOSE}chosen-multiple/?id={{pk}}",
    "/-/newsroom/corrections/add/", "/-/newsroom/stories/add/", "/-/newsroom/reports/site-history/",
    "/-/newsroom/stories/history/{pk}/", "/-/newsroom/stories/usage/{pk}/", "/-/newsroom/stories/edit/{pk}/",
    "/-/newsroom/sections/usage/{section}/", "/-/desk/", "/-/desk/history", "/-/desk/stories", "/-/desk/stories?find=mayor",
]  # fmt: skip


@pytest.fixture
def a_draft(enter: Enter, ada: Any) -> Story:
    """Ada began it; Harbour's."""
    from broadsheet.people import Person

    section = Section.objects.create(name="Harbour", slug="harbour")
    story = Story.objects.create(
        headline=SECRET, address="/mayor/", section=section, live=False, has_unpublished_changes=True
    )
    story.save_revision(user=Person.objects.get(pk=ada.pk))
    return story


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", [Role.READER, Role.MODERATOR, "elsewhere"])
def test_who_may_not_open_a_draft_does_not_read_its_headline(
    place: str, role: str, enter: Enter, a_draft: Story, bo: Any
) -> None:
    appoint(bo, Role.EDITOR if role == "elsewhere" else Role(role))
    if role == "elsewhere":
        bo.sections.add(Section.objects.create(name="Sport", slug="sport"))
    answer = enter(bo).get(place.format(pk=a_draft.pk, section=a_draft.section_id), follow=True)
    assert SECRET not in answer.content.decode()


def test_who_may_open_it_does(enter: Enter, a_draft: Story, bo: Any) -> None:
    appoint(bo, Role.WRITER)
    bo.sections.add(a_draft.section)
    for place in ("/-/newsroom/", "/-/newsroom/stories/", CHOOSE, f"{CHOOSE}results/?q=mayor"):
        assert SECRET in enter(bo).get(place).content.decode(), place


@pytest.mark.parametrize("form", ["/-/newsroom/corrections/add/", "/-/newsroom/stories/add/"])
def test_nor_is_it_told_to_who_posts_its_number(form: str, enter: Enter, a_draft: Story, ada: Any) -> None:
    ada.sections.add(Section.objects.create(name="Sport", slug="sport"))
    posted = {**story_form(headline=""), "story": a_draft.pk, "translation_of": a_draft.pk, "text": "x"}
    answer = enter(ada).post(form, posted).content.decode()
    assert SECRET not in answer, answer[answer.index(SECRET) - 900 : answer.index(SECRET) + 100]


def test_what_readers_wrote_under_a_withdrawn_story_names_no_draft(
    a_story: Any, a_comment: Any, bo: Any, client: Client
) -> None:
    from broadsheet.people import Reader
    from broadsheet.rights.held_data import collect, whose_of

    story = a_story("Bridge reopens")
    a_comment(story, "Good.", reader=Reader(person=bo))
    Story.objects.filter(pk=story.pk).update(live=False, headline=SECRET)
    client.force_login(bo)
    assert SECRET not in client.get("/-/you/").content.decode()
    assert SECRET not in str(collect(whose_of(bo)))
