"""Whatever is printed and no longer is anybody's goes, and its address leads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from broadsheet.press import reprint_everything
from broadsheet.press.sheets import file_of
from broadsheet.stories import Author, Section, Story, Tag
from broadsheet.stories.models import Byline
from broadsheet.stories.newsroom.newsroom_forms import FiledForm
from broadsheet.stories.newsroom.taxonomy_views import AuthorViewSet, SectionViewSet, TagViewSet

pytestmark = pytest.mark.django_db
Sheet = Callable[[str], str]
Run = Callable[[], int]
VIEWSETS = {"section": SectionViewSet, "author": AuthorViewSet, "tag": TagViewSet}


def rename(kind: str, filed: Any, slug: str) -> None:
    """As the newsroom's form does."""
    form_class: type[FiledForm] = VIEWSETS[kind].edit_handler.bind_to_model(type(filed)).get_form_class()
    form = form_class({"name": filed.name, "slug": slug, "position": 0, "about": ""}, instance=filed)
    assert form.is_valid(), form.errors
    form.save()


@pytest.mark.parametrize("kind", ["section", "author", "tag"])
def test_a_renamed_front_leaves_nothing_behind(kind: str, a_story: Any, sheet: Sheet, run: Run) -> None:
    model: Any = {"section": Section, "author": Author, "tag": Tag}[kind]
    filed = model.objects.create(name="City", slug="city")
    for number in range(25):
        story = a_story(f"Story {number}")
        if kind == "section":
            Story.objects.filter(pk=story.pk).update(section=filed)
        elif kind == "author":
            Byline.objects.create(story=story, author=filed)
        else:
            story.tags.add(filed)
            story.save()
    run()
    old = [f"/{kind}/city/", f"/{kind}/city/page/2/"]
    old += ["/section/city/feed.xml"] if kind == "section" and sheet("/section/city/feed.xml") else []
    assert all(map(sheet, old))
    rename(kind, filed, "town")
    run()
    assert [sheet(address) for address in old] == [""] * len(old)
    assert not file_of(f"/{kind}/city/").with_name("index.html.br").exists()
    for address in old:
        answer = Client(headers={"host": "localhost"}).get(address)
        assert (answer.status_code, answer["location"]) == (301, address.replace("city", "town"))
        assert sheet(address.replace("city", "town"))


def test_reprinting_sweeps_what_is_nobodys(a_story: Any, sheet: Sheet, run: Run) -> None:
    section = Section.objects.create(name="City", slug="city")
    story, kept = a_story("Gone", section=section), a_story("Kept")
    run()
    address = story.address
    Story.objects.filter(pk=story.pk).delete()  # as by a copy of the database that never knew them
    Section.objects.filter(pk=section.pk).delete()
    before = sheet(kept.address)
    reprint_everything(processes=1)
    assert (sheet(address), sheet("/section/city/")) == ("", "")
    assert before
    assert sheet(kept.address)
    assert "Gone" not in sheet("/")


def test_reprinting_leaves_everything_that_is_somebodys(a_story: Any, a_comment: Any, printed: Any, run: Run) -> None:
    section = Section.objects.create(name="City", slug="city")
    for number in range(3):
        a_comment(a_story(f"Story {number}", section=section), "Well said.")
    run()
    before = {path for path in printed.rglob("*") if path.is_file()}
    reprint_everything(processes=1)
    assert before <= {path for path in printed.rglob("*") if path.is_file()}
