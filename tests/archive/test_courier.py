"""A whole export of an invented newspaper, from the file to what readers get."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.archive.importing import take_in
from broadsheet.archive.loss_report import as_text
from broadsheet.comments import Comment, Mention
from broadsheet.stories import Story, find_moved

pytestmark = pytest.mark.django_db


def test_the_story_comes_with_everything_that_belongs_to_it(fixtures: Path) -> None:
    take_in("wordpress", fixtures / "quay-courier.xml")
    story = Story.objects.get(address="/2026/03/14/old-bridge/")
    assert story.headline == "Old bridge carries carts & ferries again"
    assert story.lead is not None and (story.lead.alt, story.lead.caption, story.lead.credit) == (
        "A bridge", "The old bridge in March", "B. Quay",
    )  # fmt: skip
    kinds = [block.block_type for block in story.body]
    assert kinds == ["paragraph", "image", "quotation", "heading", "paragraph", "embed"]
    assert story.body[2].value["speaker"] == "Mina Vane, harbour master"
    assert 'href="/2026/02/01/toll/"' in str(story.body[4])
    assert find_moved("/2026/03/14/bridge-opens/") == find_moved("/?p=41") == story.address


def test_its_discussion_is_as_it_was(fixtures: Path) -> None:
    take_in("wordpress", fixtures / "quay-courier.xml")
    first = Comment.objects.get(name="Bo & daughters")
    assert first.html == "<p>We were the <strong>first</strong> cart.<br>\nIt creaked.</p>\n<p>It held.</p>"
    assert {(one.name, one.state, one.parent and one.parent.name) for one in Comment.objects.exclude(pk=first.pk)} == {
        ("Ada Harbour", "published", "Bo & daughters"),
        ("Cy", "held", None),
        ("Loud", "removed", "Ada Harbour"),
    }
    assert Comment.objects.get(name="Cy").created.isoformat() == "2026-03-15T06:00:00+00:00"
    assert Mention.objects.get().source == "https://planks.example/bridge/"
    assert not Comment.objects.filter(text__contains="INTERNAL").exists()


def test_the_report_has_a_line_for_each_loss(fixtures: Path) -> None:
    report = take_in("wordpress", fixtures / "quay-courier.xml")
    assert [as_text(line) for line in report.lines()] == [
        "dropped: comment 10: it is an editors' note that readers never saw; notes are not kept",
        "dropped: nav_menu_item 60 “Home”: menus are not kept: the sections are the menu here",
        "altered: story 41 “Old bridge carries carts & ferries again”: further categories are tags now: Bridges",
        (
            "altered: story 50 “Toll plan”: blocks that WordPress fills itself are not kept: latest-posts;"
            " it is private; it is kept as a draft and not printed"
        ),
        (
            "altered: comment 8 “Cy”: it has no time in UTC; taken as UTC+02:00 like most of the export;"
            " the comment it answers (900) is not in this discussion; it is top-level now"
        ),
        (
            "dropped: attachment 44 “Tide table”: its file is not beside the export; it was at"
            " https://courier.example/wp-content/uploads/2026/03/tides.pdf"
        ),
        "dropped: category weather “Weather”: no story of the export is filed under it",
        "dropped: comment meta _wp_note_status: of 1 comments; notes of plugins are not kept",
        "dropped: comment meta akismet_as_submitted: of 1 comments; notes of plugins are not kept",
        "dropped: network addresses: of 3 comments; they are never stored",
    ]
