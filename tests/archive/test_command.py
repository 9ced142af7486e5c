"""`take_in` in the terminal."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from broadsheet.stories import Story
from tests.archive.exports import export, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "export.xml"
    path.write_text(export(item(1), item(2, post_type="x", title="Odd")))
    return path


def test_it_says_what_came_and_where_the_report_is(path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("take_in", "wordpress", str(path))
    said = capsys.readouterr().err
    assert "1  stories taken in" in said and "1  records dropped" in said
    assert str(next((data / "reports").glob("*.txt"))) in said
    assert Story.objects.count() == 1


def test_a_dry_run_prints_the_report_and_writes_nothing(path: Path, data: Path) -> None:
    out = StringIO()
    call_command("take_in", "wordpress", str(path), dry_run=True, stdout=out)
    assert "dropped: x 1" not in out.getvalue() and "dropped: x 2 “Odd”" in out.getvalue()
    assert not Story.objects.exists() and not data.exists()


def test_a_file_that_cannot_be_taken_in_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text("<rss><channel></rss>")
    with pytest.raises(CommandError, match="broken at line 1, column 21"):
        call_command("take_in", "wordpress", str(tmp_path / "export.xml"))
