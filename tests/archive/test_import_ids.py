"""The same import again: nothing twice, nothing deleted, nobody's work overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from broadsheet.comments import Comment, State
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import hide_comment
from broadsheet.stories import Section, Story, add_stories, site_settings
from broadsheet.stories.publishing import revise
from tests.archive.conftest import Take, reasons
from tests.archive.exports import category, comment, export, item, meta

FIRST = export(
    item(
        1,
        category("News", "news"),
        comment(1, "one"),
        comment(2, "two", type="pingback", author_url="https://o.example"),
    ),
    item(2),
)


def everything() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("broadsheet").get_models()
    }


def test_a_second_time_changes_nothing(take: Take) -> None:
    take(FIRST)
    before = everything()
    report = take(FIRST)
    assert everything() == before
    assert not +report.taken
    assert (report.unchanged["stories"], report.unchanged["comments"], report.unchanged["mentions"]) == (2, 1, 1)


def test_what_is_new_comes_in_the_second_time(take: Take) -> None:
    take(FIRST)
    later = export(
        item(1, category("News", "news"), comment(1, "one"), comment(3, "three", parent="1")),
        item(2),
        item(3, comment(4, "four")),
    )
    report = take(later)
    assert (report.taken["stories"], report.taken["comments"]) == (1, 2)
    assert Comment.objects.get(text="three").parent == Comment.objects.get(text="one")
    assert Comment.objects.count() == 3 and Story.objects.count() == 3


def test_the_same_site_is_known_under_https_and_with_a_slash(take: Take) -> None:
    take(FIRST)
    take(FIRST.replace("<wp:base_blog_url>https://quay.example", "<wp:base_blog_url>http://quay.example/"))
    assert Story.objects.count() == 2


def test_a_change_there_arrives_where_nobody_changed_it_here(take: Take) -> None:
    take(FIRST)
    report = take(FIRST.replace("Bridge reopens", "Bridge closes", 1).replace("Carts cross", "No carts cross", 1))
    story = Story.objects.get(headline="Bridge closes")
    assert "No carts" in str(story.body)
    assert report.taken["stories brought up to date"] == 1
    assert (
        take(FIRST.replace("Bridge reopens", "Bridge closes", 1).replace("Carts cross", "No carts cross", 1)).unchanged[
            "stories"
        ]
        == 2
    )


def test_what_staff_changed_is_not_overwritten(take: Take, ada: Any) -> None:
    take(FIRST)
    story = Story.objects.get(address="/2026/01/05/story-1/")
    story.headline = "Bridge reopens, at last"
    revise(story, by=ada)
    report = take(FIRST.replace("Bridge reopens", "Bridge closes"))
    assert Story.objects.get(pk=story.pk).headline == "Bridge reopens, at last"
    assert "the newsroom's stays" in reasons(report, "story", 1)
    assert Story.objects.filter(headline="Bridge closes").count() == 1


def test_a_draft_of_staff_is_enough_to_be_left_alone(take: Take, ada: Any) -> None:
    take(FIRST)
    Story.objects.get(address="/2026/01/05/story-1/").save_revision(user=ada)
    take(FIRST.replace("Bridge reopens", "Bridge closes"))
    assert Story.objects.get(address="/2026/01/05/story-1/").headline == "Bridge reopens"


def test_what_staff_deleted_stays_deleted(take: Take) -> None:
    take(FIRST)
    Story.objects.get(address="/2026/01/05/story-2/").delete()
    report = take(FIRST)
    assert Story.objects.count() == 1
    assert "stays deleted" in reasons(report, "story", 2)


def test_a_comment_that_was_removed_stays_removed(take: Take) -> None:
    take(FIRST)
    hide_comment(Comment.objects.get(), by=None, state=State.REMOVED)
    take(FIRST)
    assert Comment.objects.get().state == State.REMOVED


def test_a_renamed_section_is_found_again(take: Take) -> None:
    take(FIRST)
    Section.objects.update(name="From the port", slug="port")
    take(FIRST.replace("</channel>", item(5, category("News", "news")) + "</channel>"))
    assert Section.objects.count() == 1 and Story.objects.filter(section__slug="port").count() == 2


def test_what_becomes_private_there_is_not_printed_here(take: Take) -> None:
    take(FIRST)
    assert Story.objects.get(address="/2026/01/05/story-1/").live
    take(FIRST.replace("<wp:status><![CDATA[publish]]>", "<wp:status><![CDATA[private]]>", 1))
    assert not Story.objects.get(address="/2026/01/05/story-1/").live


def test_a_scheduled_story_that_changes_there_goes_out_changed(take: Take, monkeypatch: Any) -> None:
    from broadsheet.stories import publish_due

    future = export(item(1, status="future", post_date_gmt="2990-01-05 12:30:00", title="Early"))
    take(future)
    take(future.replace("Early", "Late"))
    due = Story.objects.get().go_live_at
    assert due is not None
    monkeypatch.setattr(timezone, "now", lambda: due)
    publish_due()
    assert [(story.live, story.headline) for story in Story.objects.all()] == [(True, "Late")]


def test_a_dry_run_writes_nothing_and_says_the_same(take: Take, data: Any) -> None:
    text = export(
        item(1, category("A", "a"), category("B", "b"), meta("x", "y"), comment(1, parent="9")),
        item(2, link=""),
        item(3, post_type="x"),
    )
    site_settings()
    before = everything()
    dry = take(text, dry_run=True)
    assert everything() == before and not data.exists() and dry.saved is None
    wet = take(text)
    assert (list(dry.lines()), dry.taken) == (list(wet.lines()), wet.taken)
    assert list(take(text, dry_run=True).lines()) == list(take(text).lines())


def test_the_report_is_saved_for_people_and_programs(take: Take, data: Any) -> None:
    report = take(export(item(1, post_type="x", title="Odd")))
    assert report.saved is not None and report.saved.parent == data / "reports"
    assert "dropped: x 1 “Odd”: its kind “x” is none that is printed here" in report.saved.read_text()
    assert '"foreign": "1"' in report.saved.with_suffix(".jsonl").read_text()


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_run_can_be_run_again(take: Take, monkeypatch: Any) -> None:
    text = export(*(item(number, category("News", "news"), comment(number, f"c{number}")) for number in range(1, 121)))
    with monkeypatch.context() as patch:
        written = iter([None])

        def cut_off(arrivals: Any) -> None:
            add_stories(arrivals)
            next(written)

        patch.setattr("broadsheet.archive.storing.add_stories", cut_off)
        with pytest.raises(StopIteration):
            take(text)
    assert Story.objects.count() == Comment.objects.count() == 50
    take(text)
    assert Story.objects.count() == Comment.objects.count() == 120
    assert Entry.objects.filter(kind=Kind.IMPORTED).count() == 120
