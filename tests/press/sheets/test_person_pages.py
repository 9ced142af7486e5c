"""The printed page of a person, and that a new name or none reaches every print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.discussion.posting import post_comment
from broadsheet.moderation import hide_comment
from broadsheet.people import Reader, describe, draw_anew, picture
from broadsheet.press import reprinting, sheets
from broadsheet.rights.erasure import erase
from broadsheet.rights.held_data import whose_of
from broadsheet.stories import PostingRule, SiteSettings
from broadsheet.stories.publishing import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def everyone() -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"rule": PostingRule.EVERYONE})


def _print() -> None:
    reprinting.run_once(at_once=True)


def _write(story: Any, person: Any, text: str = "Well said.", parent: Any = None) -> Any:
    return post_comment(story, name="", text=text, parent=parent, reader=Reader(person=person))


def _file(printed: Path, address: str) -> Path:
    return sheets.file_of(address)


def test_a_person_has_a_printed_page_with_what_they_published(
    a_story: Any, bo: Any, everyone: None, printed: Path
) -> None:
    describe(bo, name="Bo", website="https://bo.example", about="Mends boats")
    story = a_story()
    _write(story, bo)
    held = _write(story, bo, "Nobody shall read this.")
    hide_comment(held)
    _print()
    page = _file(printed, f"/person/{bo.pk}/").read_text()
    assert "Well said." in page
    assert "Mends boats" in page
    assert story.headline in page
    assert "Nobody shall read this." not in page
    assert "bo@reader.example" not in page
    assert picture(bo.seed) in _file(printed, f"/person/{bo.pk}/picture.svg").read_text()


def test_hostile_words_about_a_person_are_words(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    hostile = '"><script>alert(1)</script>'
    bo.first_name = bo.about = hostile
    bo.save()
    story = a_story()
    _write(story, bo)
    _print()
    for address in (f"/person/{bo.pk}/", story.address, f"{story.address}comments.atom"):
        text = _file(printed, address).read_text()
        assert "&gt;&lt;script&gt;alert(1)" in text or "&amp;gt;&amp;lt;script&amp;gt;alert(1)" in text, address
        assert "<script>alert" not in text, address


def test_a_stranger_and_the_person_get_the_same_bytes(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    _write(a_story(), bo)
    _print()
    page = _file(printed, f"/person/{bo.pk}/").read_text()
    assert "Well said." in page
    assert "/-/you/" not in page
    assert "/-/sign-out" not in page


def test_nobody_has_a_page_before_they_published(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    story = a_story()
    hide_comment(_write(story, bo))
    _print()
    assert _file(printed, story.address).exists()
    assert not _file(printed, f"/person/{bo.pk}/").exists()


def test_a_new_name_reaches_every_print(a_story: Any, a_comment: Any, bo: Any, everyone: None, printed: Path) -> None:
    one, other = a_story(), a_story("Another story")
    _write(one, bo)
    above = _write(other, bo, "Also here.")
    a_comment(other, "An answer.", name="Guest", parent=above)
    _print()
    describe(bo, name="Bodo", website="", about="")
    _print()
    for story in (one, other):
        sheet = _file(printed, story.address).read_text()
        assert "<bdi>Bodo</bdi>" in sheet
        assert "<bdi>Bo</bdi>" not in sheet
        assert "Bodo" in _file(printed, f"{story.address}comments.atom").read_text()
    assert "Bodo" in _file(printed, f"/person/{bo.pk}/").read_text()


def test_another_picture_is_printed(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    _write(a_story(), bo)
    _print()
    before = _file(printed, f"/person/{bo.pk}/picture.svg").read_text()
    draw_anew(bo)
    _print()
    assert _file(printed, f"/person/{bo.pk}/picture.svg").read_text().partition("\n")[2] != before.partition("\n")[2]


@pytest.mark.parametrize("words", [False, True])
def test_a_forgotten_person_is_in_no_print(
    a_story: Any, a_comment: Any, bo: Any, everyone: None, printed: Path, words: bool
) -> None:
    bo.first_name = "Bohumil"
    bo.save()
    story = a_story()
    mine = _write(story, bo, "Bohumil's own words.")
    a_comment(story, "An answer.", name="Guest", parent=mine)
    pk = bo.pk
    _print()
    assert _file(printed, f"/person/{pk}/").exists()
    erase(whose_of(bo), words=words)
    _print()
    assert not _file(printed, f"/person/{pk}/").exists()
    assert not _file(printed, f"/person/{pk}/picture.svg").exists()
    everything = "".join(path.read_text() for path in printed.rglob("*") if path.suffix in {".html", ".atom", ".xml"})
    assert f"/person/{pk}/" not in everything
    assert "<bdi>Bohumil</bdi>" not in everything
    assert ("Bohumil's own words." in everything.replace("&#x27;", "'").replace("’", "'")) is not words


def test_a_withdrawn_storys_comments_leave_their_writers_pages(
    a_story: Any, bo: Any, everyone: None, printed: Path
) -> None:
    kept, gone = a_story(), a_story("Withdrawn soon")
    _write(kept, bo, "Stays.")
    _write(gone, bo, "Goes.")
    _print()
    withdraw(gone)
    _print()
    page = _file(printed, f"/person/{bo.pk}/").read_text()
    assert "Stays." in page
    assert "Goes." not in page


def test_many_comments_are_printed_by_months(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    story = a_story()
    for number in range(31):
        _write(story, bo, f"Comment number {number} of many.")
    _print()
    page = _file(printed, f"/person/{bo.pk}/")
    months = list(page.parent.glob("*/*/index.html"))
    assert "number 0 of many" not in page.read_text()
    assert len(months) == 1
    assert "number 0 of many" in months[0].read_text()
    assert f"/person/{bo.pk}/{months[0].parent.relative_to(page.parent)}/" in page.read_text()


def test_the_picture_is_the_same_for_the_same_seed_and_says_nothing() -> None:
    assert picture("one") == picture("one")
    assert len({picture(str(seed)) for seed in range(200)}) > 190
    assert "script" not in picture("<script>")


def test_everything_printed_anew_has_the_persons_too(a_story: Any, bo: Any, everyone: None, printed: Path) -> None:
    _write(a_story(), bo)
    reprinting.reprint_everything(processes=1)
    assert _file(printed, f"/person/{bo.pk}/").exists()
    assert _file(printed, f"/person/{bo.pk}/picture.svg").exists()
