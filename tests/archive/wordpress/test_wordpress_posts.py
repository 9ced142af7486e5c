"""Stories and pages: what is printed, what is not, when, and under what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.ledger import Entry, Kind
from broadsheet.stories import Openness, Section, Story, Tag, printed_stories, publish_due
from tests.archive.conftest import Take, reasons
from tests.archive.exports import category, export, item, meta


def test_a_post_becomes_a_story(take: Take) -> None:
    text = "The <b>old</b> bridge.\n\n<h2>Since when</h2>\n[gallery]"
    take(
        export(
            item(
                1,
                title="Bridge &amp; <i>carts</i>",
                content=text,
                excerpt="At &#8220;last&#8221;",
                comment_status="closed",
            )
        )
    )
    story = Story.objects.get()
    assert (story.headline, story.standfirst, story.language) == ("Bridge & carts", "At “last”", "en")
    assert (story.live, story.page, story.discussion_is) == (True, False, Openness.CLOSED)
    assert story.published_at == datetime(2026, 1, 5, 12, 30, tzinfo=UTC)
    assert [block.block_type for block in story.body] == ["paragraph", "heading"]
    assert [author.name for author in story.authors] == ["Ada Harbour"]


def test_a_page_stands_on_no_front(take: Take) -> None:
    take(export(item(1, post_type="page", link="https://quay.example/about/")))
    assert Story.objects.filter(page=True, live=True, address="/about/").exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "draft"}, ""),
        ({"status": "pending"}, "waited for an editor"),
        ({"status": "private"}, "private"),
        ({"status": "trash"}, "bin"),
        ({"post_password": "enter"}, "password"),
        ({"status": "draft", "post_password": "enter"}, "password"),
        ({"status": "wc-archived"}, "unknown"),
        ({"status": "-"}, "unknown"),
    ],
)
def test_what_was_not_public_is_a_draft_and_never_printed(take: Take, fields: dict[str, str], reason: str) -> None:
    report = take(export(item(1, content="SECRET", **fields)))
    story = Story.objects.get()
    assert not story.live and not printed_stories().exists()
    assert publish_due() == []
    assert reason in reasons(report, "story", 1)


def test_a_future_post_is_scheduled(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    take(export(item(1, status="future", post_date_gmt="2990-01-05 12:30:00")))
    story = Story.objects.get()
    due = datetime(2990, 1, 5, 12, 30, tzinfo=UTC)
    assert (story.live, story.go_live_at) == (False, due)
    assert publish_due() == []
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert publish_due() == [story]
    assert Story.objects.get().live and Story.objects.get().published_at == due


def test_a_future_post_whose_time_has_come_is_published(take: Take) -> None:
    report = take(export(item(1, status="future")))
    assert Story.objects.get().live
    assert "time has come" in reasons(report, "story", 1)


@pytest.mark.parametrize("kind", ["nav_menu_item", "revision", "product", "wp_template"])
def test_what_is_no_story_is_one_line(take: Take, kind: str) -> None:
    report = take(export(item(1, post_type=kind)))
    assert not Story.objects.exists()
    assert reasons(report, kind, 1).startswith("dropped")


def test_the_first_category_is_the_section_and_the_others_are_tags(take: Take) -> None:
    filed = category("News &amp; more", "news"), category("Port", "port"), category("Boats", "boats", "post_tag")
    report = take(export(item(1, *filed, category("Aside", "post-format-aside", "post_format"))))
    story = Story.objects.get()
    assert story.section is not None and (story.section.name, story.section.slug) == ("News & more", "news")
    assert {tag.name for tag in story.tags.all()} == {"Port", "Boats"}
    assert "further categories are tags now: Port" in reasons(report, "story", 1)
    assert "post_format “Aside”" in reasons(report, "story", 1)


def test_sections_and_tags_that_are_here_are_joined(take: Take) -> None:
    here = Section.objects.create(name="The News", slug="news")
    report = take(export(item(1, category("News", "news"), category("Новости", "%d0%bd%d0%be%d0%b2", "post_tag"))))
    assert Story.objects.get().section == here
    assert Tag.objects.get().slug == "нов"
    assert report.taken["sections"] == 0


def test_categories_without_stories_are_one_line(take: Take) -> None:
    empty = "<wp:category><wp:category_nicename>old</wp:category_nicename><wp:cat_name>Old</wp:cat_name></wp:category>"
    report = take(export(item(1), channel=empty))
    assert "no story" in reasons(report, "category", "old")
    assert not Section.objects.exists()


def test_an_author_who_is_not_listed_is_named_by_login(take: Take) -> None:
    take(export(item(1, creator="grace")))
    assert [author.name for author in Story.objects.get().authors] == ["grace"]


def test_a_story_without_headline_gets_one(take: Take) -> None:
    report = take(export(item(1, title="", content="Carts cross again."), item(2, title="", content="")))
    assert set(Story.objects.values_list("headline", flat=True)) == {"Carts cross again.", "Untitled"}
    assert "no headline" in reasons(report, "story", 1)


def test_custom_fields_and_stickiness_are_reported(take: Take) -> None:
    report = take(export(item(1, meta("Mood", "fine"), meta("_edit_last", "1"), is_sticky="1")))
    assert "custom fields are not kept: Mood" in reasons(report, "story", 1)
    assert "top of the front" in reasons(report, "story", 1)
    assert "_edit_last" not in reasons(report, "story", 1)


def test_each_story_touched_is_one_line_of_the_ledger(take: Take) -> None:
    take(export(item(1), item(2)))
    lines = Entry.objects.filter(kind=Kind.IMPORTED).values_list("story", flat=True)
    assert set(lines) == set(Story.objects.values_list("pk", flat=True)) and len(lines) == 2
    take(export(item(1), item(2)))
    assert Entry.objects.filter(kind=Kind.IMPORTED).count() == 2


def test_a_new_section_is_a_line_because_every_page_shows_it(take: Take) -> None:
    take(export(item(1)))
    assert not Entry.objects.filter(kind=Kind.SITE_CHANGED).exists()
    for _ in range(2):
        take(export(item(1), item(2, category("News", "news"))))
        assert Entry.objects.filter(kind=Kind.SITE_CHANGED).count() == 1


def test_a_story_taken_in_opens_in_the_newsroom(take: Take, ada: Any, client: Any) -> None:
    take(
        export(
            item(
                1,
                category("News", "news"),
                title="Bridge",
                content="<b>Carts</b>\n\n<table><tr><td>1</td></tr></table>",
            )
        )
    )
    ada.is_superuser = ada.is_staff = True
    ada.save()
    client.force_login(ada)
    story = Story.objects.get()
    assert story.latest_revision is None
    page = client.get(f"/-/newsroom/stories/edit/{story.pk}/")
    assert page.status_code == 200 and b"Carts" in page.content


@pytest.mark.parametrize(("spoken", "language"), [("ru-RU", "ru"), ("uk", "uk"), ("xx", "en")])
def test_the_language_of_the_site_is_that_of_its_stories(take: Take, spoken: str, language: str) -> None:
    take(export(item(1)).replace("en-GB", spoken))
    assert Story.objects.get().language == language


def test_a_number_that_stands_twice_counts_once(take: Take) -> None:
    report = take(export(item(1, title="First"), item(1, title="Second"), item(2, post_id="-")))
    assert [story.headline for story in Story.objects.all()] == ["First"]
    assert "stands twice" in reasons(report, "post", 1)
    assert "no number" in reasons(report, "post")
