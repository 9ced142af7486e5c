"""Pictures are made by the press, in pieces, and never for a reader who asks for a page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from PIL import Image

from broadsheet.press import print_queue, reprinting
from broadsheet.stories import Photo, site_settings
from broadsheet.stories.photos import PhotoRendition

pytestmark = pytest.mark.django_db
Sheet = Callable[[str], str]
Run = Callable[[], int]


def a_photo(number: int = 0) -> Photo:
    written = BytesIO()
    Image.new("RGB", (300, 200), (number % 256, 9, 9)).save(written, "JPEG")
    photo: Photo = Photo.objects.create(title=f"{number}", file=ImageFile(BytesIO(written.getvalue()), f"{number}.jpg"))
    return photo


def body_of(photos: list[Photo]) -> list[dict[str, Any]]:
    return [{"type": "image", "value": {"image": photo.pk}} for photo in photos]


@pytest.fixture
def in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """One picture, and it is time for something else."""
    monkeypatch.setattr(print_queue, "_A_PIECE", 0.0)


def test_a_readers_get_makes_no_picture(a_story: Any, printed: Path) -> None:
    story = a_story(lead=a_photo(), body=body_of([a_photo(1)]))
    site_settings()  # made when a site starts
    client = Client(headers={"host": "localhost"})
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        for address in (story.address, "/", "/section/none/", f"/-/read/{story.pk}"):
            client.get(address)
    assert PhotoRendition.objects.count() == 0
    assert [sql for sql in asked if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []


@pytest.mark.usefixtures("in_small_pieces")
def test_pictures_are_made_in_pieces_and_comments_go_before(a_story: Any, a_comment: Any, sheet: Sheet) -> None:
    story = a_story("With many pictures", body=body_of([a_photo(number) for number in range(6)]))
    other = a_story("Another")
    reprinting.run_once()
    assert 0 < PhotoRendition.objects.count() < 6 * 4  # of four sizes each
    for _ in range(20):
        if sheet(story.address):
            break
        reprinting.run_once()
    first = sheet(story.address).count("<figure>")
    assert first < 6
    a_comment(other, "Said meanwhile.")
    for _ in range(20):
        reprinting.run_once()
        if "Said meanwhile." in sheet(other.address):
            break
    assert "Said meanwhile." in sheet(other.address)
    reprinting.run_once(at_once=True)
    assert sheet(story.address).count("<figure>") == 6


@pytest.mark.usefixtures("in_small_pieces")
def test_a_front_gets_the_pictures_that_were_not_made_yet(a_story: Any, sheet: Sheet, run: Run) -> None:
    for number in range(4):
        a_story(f"Story {number}", lead=a_photo(number))
    run()
    assert sheet("/").count("<img") >= 3
    assert "/images/" in sheet("/")


def test_a_lost_file_keeps_no_other_picture_back(a_story: Any, sheet: Sheet, run: Run, in_small_pieces: None) -> None:
    photos = [a_photo(number) for number in range(4)]
    Path(photos[0].file.path).unlink()
    story = a_story(body=body_of(photos))
    run()
    assert sheet(story.address).count("<figure>") == 3
