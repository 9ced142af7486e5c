"""`broadsheet take-in` in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.archive import TakeInError
from broadsheet.commands.take_in import take_in_with_progress
from broadsheet.stories import Story
from tests.archive.exports import export, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "export.xml"
    path.write_text(export(item(1), item(2, post_type="x", title="Odd")))
    return path


def test_it_says_what_came_and_where_the_report_is(path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take_in_with_progress("wordpress", str(path), dry_run=False)
    said = capsys.readouterr().err
    assert "1  stories taken in" in said and "1  records dropped" in said
    assert str(next((data / "reports").glob("*.txt"))) in said
    assert Story.objects.count() == 1


def test_a_dry_run_prints_the_report_and_writes_nothing(
    path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take_in_with_progress("wordpress", str(path), dry_run=True)
    said = capsys.readouterr().out
    assert "dropped: x 1" not in said and "dropped: x 2 “Odd”" in said
    assert not Story.objects.exists() and not data.exists()


def test_a_file_that_cannot_be_taken_in_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text("<rss><channel></rss>")
    with pytest.raises(TakeInError, match="broken at line 1, column 21"):
        take_in_with_progress("wordpress", str(tmp_path / "export.xml"), dry_run=False)
