"""The newsroom through a browser's eyes: lists, forms, preview, publishing, the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories import preview
from broadsheet.stories.models import FormerAddress, Story
from broadsheet.stories.preview import shown_by
from broadsheet.stories.settings_model import site_settings
from broadsheet.stories.taxonomies import Author, Section
from tests.conftest import StoryMaker
from tests.stories.newsroom.filled_forms import STORIES, story_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(ada: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(ada)


@pytest.fixture
def owner(ada: Any, enter: Callable[[Any], Client]) -> Client:
    from broadsheet.people import Role, appoint

    appoint(ada, Role.OWNER)
    return enter(ada)


@pytest.fixture
def shower() -> Iterator[None]:
    """A press that prints the headline alone."""
    before = list(preview._showers)
    shown_by(lambda request, story: HttpResponse(f"<h1>{story.headline}</h1>"))
    yield
    preview._showers[:] = before


def kinds() -> list[str]:
    return [entry.kind for entry in ledger.after(0)]


def test_the_first_page_and_every_list_open(editor: Client, a_story: StoryMaker) -> None:
    a_story()
    for place in ("", "stories/", "sections/", "authors/", "tags/", "images/", "stories/add/", "sections/add/"):
        assert editor.get(f"/-/newsroom/{place}").status_code == 200, place


def test_the_menu_holds_what_a_newsroom_has(owner: Client) -> None:
    page = owner.get("/-/newsroom/").content.decode()
    for name in ("stories", "images", "sections", "authors", "tags", "comments", "site-settings", "persons"):
        assert f'"name": "{name}"' in page, name
    for name in ("explorer", "reports", "settings", "help", "snippets"):
        assert f'"name": "{name}"' not in page, name


def test_a_draft_is_saved_and_not_printed(editor: Client) -> None:
    answer = editor.post(
        f"{STORIES}add/", story_form(body=[("paragraph", "Carts."), ("heading", {"text": "A", "level": "2"})])
    )
    story = Story.objects.get()
    assert answer.status_code == 302
    assert (story.live, story.headline, len(story.body)) == (False, "Bridge reopens", 2)
    assert story.address.endswith("/bridge-reopens/")
    assert kinds() == []


def test_a_story_is_published_from_the_form(editor: Client, ada: Any) -> None:
    author = Author.objects.create(name="Ada", slug="ada")
    byline = {"bylines-TOTAL_FORMS": "1", "bylines-0-author": author.pk, "bylines-0-ORDER": "1", "bylines-0-id": ""}
    editor.post(f"{STORIES}add/", story_form(**byline, **{"action-publish": "yes"}))
    story = Story.objects.get()
    assert story.live and story.authors == [author] and story.published_at and story.changed_by_staff
    assert [(entry.kind, entry.person) for entry in ledger.after(0)] == [(Kind.STORY_PUBLISHED, ada.pk)]


def test_a_published_story_is_revised_from_the_form(editor: Client, a_story: StoryMaker) -> None:
    story = a_story(address="/2026/05/bridge/")
    address = f"{STORIES}edit/{story.pk}/"
    assert editor.get(address).status_code == 200
    form = story_form(headline="Bridge shut", address="/2026/05/shut/", body=[("paragraph", "Shut.")])
    assert editor.post(address, form).status_code == 302
    assert Story.objects.get().headline == "Bridge reopens"
    assert editor.post(address, {**form, "action-publish": "yes"}).status_code == 302
    after = Story.objects.get()
    assert (after.headline, after.address) == ("Bridge shut", "/2026/05/shut/")
    assert after.revised_at and FormerAddress.objects.get().path == "/2026/05/bridge/"
    assert kinds() == [Kind.STORY_REVISED]


def test_an_address_in_use_is_refused_at_its_field(editor: Client, a_story: StoryMaker) -> None:
    a_story(address="/2026/05/bridge/")
    for address in ("/2026/05/bridge/", "/section/x/"):
        answer = editor.post(f"{STORIES}add/", story_form(address=address))
        assert answer.status_code == 200 and answer.context["form"].errors["address"]


def test_what_is_typed_is_previewed_as_the_press_prints_it(editor: Client, a_story: StoryMaker, shower: None) -> None:
    for place in ("preview/", f"preview/{a_story().pk}/"):
        assert editor.post(STORIES + place, story_form(headline="Draft words")).json() == {
            "is_valid": True,
            "is_available": True,
        }
        answer = editor.get(f"{STORIES}{place}?mode=")
        assert answer.status_code == 200 and "<h1>Draft words</h1>" in answer.content.decode()


def test_a_story_is_unpublished_locked_and_its_past_read(editor: Client, a_story: StoryMaker) -> None:
    story = a_story()
    editor.post(f"{STORIES}edit/{story.pk}/", story_form(**{"action-publish": "yes"}))
    assert editor.get(f"{STORIES}history/{story.pk}/").status_code == 200
    assert editor.post(f"{STORIES}lock/{story.pk}/").status_code == 302
    assert Story.objects.get().locked
    assert editor.post(f"{STORIES}unlock/{story.pk}/").status_code == 302
    assert editor.post(f"{STORIES}unpublish/{story.pk}/").status_code == 302
    assert not Story.objects.get().live
    assert kinds()[-1] == Kind.STORY_WITHDRAWN


def test_what_was_printed_is_not_deleted_and_a_draft_is(editor: Client, a_story: StoryMaker) -> None:
    story = a_story()
    editor.post(f"{STORIES}delete/{story.pk}/")
    assert Story.objects.filter(pk=story.pk).exists()
    draft = Story.objects.create(headline="Never", live=False, address="/x/")
    editor.post(f"{STORIES}delete/{draft.pk}/")
    assert not Story.objects.filter(pk=draft.pk).exists()


def test_stories_are_found_in_any_script_and_narrowed(editor: Client, a_story: StoryMaker) -> None:
    section = Section.objects.create(name="City", slug="city")
    a_story("Мост открыт", language="ru", section=section)
    a_story("Bridge reopens")
    for query in ("?q=мост", "?language=ru", f"?section={section.pk}", "?q=откр"):
        page = editor.get(STORIES + query).content.decode()
        assert "Мост открыт" in page and "Bridge reopens" not in page, query


def test_a_section_that_moves_leaves_its_address(editor: Client) -> None:
    editor.post("/-/newsroom/sections/add/", {"name": "Қала", "slug": "", "position": "1"})
    section = Section.objects.get()
    assert section.address == "/section/қала/"
    editor.post(f"/-/newsroom/sections/edit/{section.pk}/", {"name": "City", "slug": "city", "position": "1"})
    assert FormerAddress.objects.get().moved_to == "/section/city/"
    editor.post(f"/-/newsroom/sections/delete/{section.pk}/")
    assert kinds() == [Kind.SITE_CHANGED] * 3


def test_the_site_is_kept_by_its_owner(owner: Client) -> None:
    address = f"/-/newsroom/settings/broadsheet/sitesettings/{site_settings().pk}/"
    assert owner.get(address).status_code == 200
    form = {
        "name": "The Tern", "motto": "", "language": "en", "time_zone": "Europe/Kyiv", "accent": "#004b87",
        "rule": "everyone", "order": "best", "close_after_days": "0", "links_before_holding": "2",
        "tell_staff_of": "5", "tell_staff_after": "60",
        "flags_before_holding": "3", "slow_after": "60", "off_duty": "holding", "close_after_waiting": "0",
    }  # fmt: skip
    assert owner.post(address, form).status_code == 302
    assert (site_settings().name, site_settings().accent, kinds()) == ("The Tern", "#004b87", [Kind.SITE_CHANGED])
    answer = owner.post(address, {**form, "accent": "#ffcc00"})
    assert answer.status_code == 200 and "hard to read" in str(answer.context["form"].errors["accent"])


def test_times_are_the_newsrooms_and_move_with_it(owner: Client, ada: Any) -> None:
    from wagtail.users.models import UserProfile

    owner.get("/-/newsroom/")
    assert UserProfile.objects.get(user=ada).current_time_zone == "UTC"
    address = f"/-/newsroom/settings/broadsheet/sitesettings/{site_settings().pk}/"
    form = {name: field.value() for name, field in _fields(owner.get(address))}
    owner.post(address, {**form, "time_zone": "Asia/Almaty"})
    assert UserProfile.objects.get(user=ada).current_time_zone == "Asia/Almaty"


def _fields(page: Any) -> Iterator[tuple[str, Any]]:
    form = page.context["form"]
    return ((name, form[name]) for name in form.fields)


def test_the_new_words_of_a_picture_reach_print(editor: Client, a_story: StoryMaker, a_photo: Any) -> None:
    photo = a_photo()
    story = a_story(lead=photo)
    a_story()
    form = {"title": "Bridge", "alt": "Carts on a bridge", "caption": "", "credit": "", "tags": "", "collection": "1"}
    assert editor.post(f"/-/newsroom/images/{photo.pk}/", form).status_code == 302
    assert [(entry.kind, entry.story) for entry in ledger.after(0)] == [(Kind.STORY_REVISED, story.pk)]


def test_a_picture_is_taken_in_and_a_drawing_refused(editor: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from broadsheet.stories.photos import Photo
    from tests.stories.conftest import image_bytes

    form = {"title": "Bridge", "alt": "Carts", "caption": "", "credit": "", "tags": "", "collection": "1"}
    drawing = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert editor.post("/-/newsroom/images/add/", {**form, "file": drawing}).status_code == 200
    editor.post("/-/newsroom/images/add/", {**form, "file": SimpleUploadedFile("x.jpg", image_bytes(90, 60))})
    assert [photo.alt for photo in Photo.objects.all()] == ["Carts"]


def test_a_person_is_appointed(owner: Client, bo: Any) -> None:
    from broadsheet.people import Person

    form = {"first_name": "Eve", "last_name": "", "email": "Eve@paper.example", "role": "editor", "is_active": "on"}
    assert owner.get("/-/newsroom/persons/").status_code == 200
    assert owner.post("/-/newsroom/persons/new/", {**form, "password_to_set": "x"}).status_code == 200
    assert owner.post("/-/newsroom/persons/new/", {**form, "password_to_set": "bridge over it"}).status_code == 302
    eve = Person.objects.get(email="eve@paper.example")
    assert eve.check_password("bridge over it") and eve.has_perm("broadsheet.publish_story")


def test_the_only_owner_stays_and_nobody_is_deleted(owner: Client, ada: Any, bo: Any) -> None:
    from broadsheet.people import Person

    form = {"first_name": "Ada", "last_name": "", "email": ada.email, "role": "reader", "is_active": "on"}
    answer = owner.post(f"/-/newsroom/persons/edit/{ada.pk}/", form)
    assert answer.status_code == 200 and "only owner" in str(answer.context["form"].errors)
    assert owner.post(f"/-/newsroom/persons/delete/{bo.pk}/").status_code == 302
    assert Person.objects.filter(pk=bo.pk).exists()


def test_an_author_with_stories_is_kept(editor: Client, a_story: StoryMaker) -> None:
    from broadsheet.stories.models import Byline

    author = Author.objects.create(name="Ada", slug="ada")
    Byline.objects.create(story=a_story(), author=author)
    assert editor.get(f"/-/newsroom/authors/delete/{author.pk}/").status_code == 200
    editor.post(f"/-/newsroom/authors/delete/{author.pk}/")
    assert Author.objects.filter(pk=author.pk).exists()


@pytest.mark.parametrize(
    "place", ["", "stories/", "stories/add/", "images/", "persons/", "settings/broadsheet/sitesettings/"]
)
def test_a_reader_does_not_come_in(bo: Any, enter: Callable[[Any], Client], place: str) -> None:
    answer = enter(bo).get(f"/-/newsroom/{place}")
    assert (answer.status_code, answer["Location"]) == (302, f"/-/newsroom/login/?next=/-/newsroom/{place}")


def test_a_moderator_sees_the_way_to_comments_and_nothing_to_write(dee: Any, enter: Callable[[Any], Client]) -> None:
    moderator = enter(dee)
    page = moderator.get("/-/newsroom/").content.decode()
    assert '"name": "comments"' in page
    assert '"name": "stories"' not in page and '"name": "images"' not in page
    for place in (
        "stories/",
        "stories/add/",
        "sections/",
        "images/",
        "persons/",
        f"settings/broadsheet/sitesettings/{site_settings().pk}/",
    ):
        assert turned_away(moderator.get(f"/-/newsroom/{place}")), place
    assert turned_away(moderator.post(f"{STORIES}add/", story_form()))
    assert not Story.objects.exists()


def turned_away(answer: Any) -> bool:
    """Wagtail sends those who may not come to its first page."""
    return bool(answer.status_code == 302 and answer["Location"] == "/-/newsroom/")


def test_an_editor_neither_changes_settings_nor_appoints(editor: Client) -> None:
    for place in ("persons/", f"settings/broadsheet/sitesettings/{site_settings().pk}/"):
        assert turned_away(editor.get(f"/-/newsroom/{place}")), place


def test_a_draft_needs_no_press_to_be_previewed(a_story: StoryMaker) -> None:
    before = list(preview._showers)
    preview._showers.clear()
    try:
        answer = preview.show(HttpRequest(), a_story("A <b>"))
    finally:
        preview._showers[:] = before
    assert "<h1>A &lt;b&gt;</h1>" in answer.content.decode()
