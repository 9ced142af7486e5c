"""What is no whole export is refused with a sentence, and nothing of it is here."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from broadsheet.archive import xml_reader
from broadsheet.archive.importing import take_in
from broadsheet.archive.models import Taken
from broadsheet.archive.records import TakeInError
from broadsheet.stories import Author, Section, Story
from tests.archive.conftest import Take
from tests.archive.exports import comment, export, item

WHOLE = export(item(1, comment(1)), item(2))


def refused(take: Take, text: str | bytes) -> str:
    with pytest.raises(TakeInError) as refusal:
        take(text)
    assert not (Story.objects.exists() or Taken.objects.exists() or Section.objects.exists() or Author.objects.exists())
    return refusal.value.sentence


def test_a_broken_file_is_refused_with_line_and_column(take: Take) -> None:
    sentence = refused(take, WHOLE.replace("</item>", "</itme>", 1))
    assert "line 12, column 8" in sentence
    assert "Nothing was taken in" in sentence


@pytest.mark.parametrize("end", [200, 1500, len(WHOLE) - 3])
def test_a_file_cut_short_is_refused(take: Take, end: int) -> None:
    assert "broken at line" in refused(take, WHOLE[:end])


def test_a_control_character_is_refused_with_its_place(take: Take) -> None:
    assert "line 11" in refused(take, WHOLE.replace("Carts", "Ca\x08rts"))


def test_an_empty_file_is_refused(take: Take) -> None:
    assert "is empty" in refused(take, " \n ")


def test_what_is_no_xml_is_refused(take: Take) -> None:
    assert "not an XML file" in refused(take, '{"posts": []}')


def test_a_compressed_file_is_refused_with_advice(take: Take) -> None:
    assert "gunzip" in refused(take, gzip.compress(WHOLE.encode()))
    assert "zip archive" in refused(take, b"PK\x03\x04....")


def test_another_feed_is_refused(take: Take) -> None:
    assert "does not say its version" in refused(take, "<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert "begins with <feed>" in refused(take, "<feed><channel><title>x</title></channel></feed>")


@pytest.mark.parametrize("version", ["abc", "", "2.0", "1.2.3"])
def test_an_unknown_version_is_refused(take: Take, version: str) -> None:
    sentence = refused(take, WHOLE.replace("<wp:wxr_version>1.2<", f"<wp:wxr_version>{version}<"))
    assert "version" in sentence


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read_in_both_spellings(take: Take, scheme: str, version: str) -> None:
    space = f"{scheme}://wordpress.org/export/{version}/"
    report = take(export(item(1, comment(1)), wp=space).replace("wxr_version>1.2", f"wxr_version>{version}"))
    assert (report.taken["stories"], report.taken["comments"]) == (1, 1)


def test_declared_entities_are_refused_before_they_grow(take: Take) -> None:
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'
    assert "document type" in refused(take, WHOLE.replace('<?xml version="1.0" encoding="UTF-8" ?>\n', bomb))


def test_an_outside_file_is_not_fetched(take: Take, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the safe's number")
    outside = f'<!-- x --> <!DOCTYPE rss SYSTEM "file://{tmp_path}/secret">'
    assert "document type" in refused(take, WHOLE.replace("<rss", outside + "<rss", 1))


def test_a_record_that_would_fill_the_memory_is_refused(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_reader, "MOST_BYTES", 200_000)
    assert "larger than" in refused(take, export(item(1, content="x" * 300_000)))
    monkeypatch.setattr(xml_reader, "MOST_ELEMENTS", 1_000)
    assert "more than 1,000 parts" in refused(take, export(item(1, "<a/>" * 2_000)))


def test_a_missing_file_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TakeInError, match="There is no file"):
        take_in("wordpress", tmp_path / "nowhere.xml")
    with pytest.raises(TakeInError, match="is a folder"):
        take_in("wordpress", tmp_path)
    with pytest.raises(TakeInError, match="none of the kinds"):
        take_in("wordprefs", tmp_path)


def test_names_of_namespaces_that_are_no_addresses_do_no_harm(take: Take) -> None:
    report = take(export(item(1)).replace("<item>", '<item xmlns:odd="http://ëx.example/ü/">'))
    assert report.taken["stories"] == 1
