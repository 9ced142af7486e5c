"""Pictures as they are printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from broadsheet.stories.renditions import Picture, Purpose, make_picture, noting_unmade, picture
from tests.stories.conftest import PhotoMaker

pytestmark = pytest.mark.django_db


def shown(photo: Any, purpose: Purpose = "lead") -> Picture:
    found = make_picture(photo, purpose)
    assert found is not None
    return found


def test_a_lead_photo_is_printed_in_several_sizes_with_its_words(a_photo: PhotoMaker) -> None:
    lead = shown(a_photo(alt="Carts", caption="On Monday.", credit="REUTERS"))
    assert (lead.width, lead.height) == (960, 640)
    assert (lead.alt, lead.caption, lead.credit) == ("Carts", "On Monday.", "REUTERS")
    assert lead.src.startswith("/images/") and lead.src.endswith(".jpg")
    assert [part.split()[1] for part in lead.srcset.split(", ")] == ["480w", "960w", "1440w"]
    assert len(lead.files) == 4
    for address, file in lead.files:
        with Image.open(file) as opened:
            assert opened.format == ("JPEG" if address == lead.src else "WEBP")


def test_every_address_shown_has_its_file(a_photo: PhotoMaker) -> None:
    for purpose in ("lead", "front-lead", "second", "body"):
        found = shown(a_photo(), purpose)
        named = {found.src, *(part.split()[0] for part in found.srcset.split(", "))}
        assert named == {address for address, _ in found.files}
        assert all(file.is_file() and file.name == Path(address).name for address, file in found.files)


def test_the_crop_follows_the_focal_point(a_photo: PhotoMaker) -> None:
    kept = {"focal_point_width": 40, "focal_point_height": 40, "focal_point_y": 300}
    left = shown(a_photo(2400, 600, focal_point_x=100, **kept))
    right = shown(a_photo(2400, 600, focal_point_x=2300, **kept))
    assert _middle_pixel(left) == "red"
    assert _middle_pixel(right) == "grey"


def _middle_pixel(found: Picture) -> str:
    file = dict(found.files)[found.src]
    with Image.open(file) as opened:
        pixel = opened.convert("RGB").getpixel((opened.width // 4, opened.height // 2))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > 2 * pixel[1] else "grey"


def test_a_body_picture_is_shown_whole(a_photo: PhotoMaker) -> None:
    found = shown(a_photo(600, 1200), "body")
    assert found.width * 2 == found.height


def test_a_small_picture_is_not_blown_up(a_photo: PhotoMaker) -> None:
    found = shown(a_photo(300, 200))
    assert (found.width, found.height) == (300, 200)
    assert found.srcset.count("w,") == 0


def test_what_the_camera_wrote_is_dropped(a_photo: PhotoMaker) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SECRETCAMERA", 6  # maker; turned on its side
    found = shown(a_photo(600, 400, saved={"exif": exif, "comment": b"SECRETCAMERA"}), "body")
    assert found.height > found.width  # the turn was made before its note was dropped
    assert len(found.files) > 1
    assert [file for _, file in found.files if b"SECRETCAMERA" in file.read_bytes()] == []


def test_a_drawing_with_scripts_is_refused() -> None:
    from django.core.exceptions import ValidationError
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.images.fields import WagtailImageField

    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
    for name in ("drawing.svg", "drawing.png"):
        with pytest.raises(ValidationError):
            WagtailImageField().clean(SimpleUploadedFile(name, drawing))


def test_a_lost_file_leaves_the_picture_out(a_photo: PhotoMaker) -> None:
    photo = a_photo()
    Path(photo.file.path).unlink()
    assert make_picture(photo, "lead") is None
    assert make_picture(None, "lead") is None


def test_asking_again_makes_nothing_new(a_photo: PhotoMaker) -> None:
    photo = a_photo()
    assert shown(photo) == shown(photo)
    assert photo.renditions.count() == 4


def test_showing_a_picture_makes_nothing(a_photo: PhotoMaker) -> None:
    photo = a_photo()
    with noting_unmade() as wanted:
        assert picture(photo, "lead") is None
    assert wanted == [(photo, "lead")]
    assert photo.renditions.count() == 0
