"""Pictures that lie beside an export come along; what does not is said, with its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from broadsheet.stories import Photo, Story
from tests.archive.conftest import Take, reasons
from tests.archive.exports import BASE, export, item, meta

URL = f"{BASE}/wp-content/uploads/2026/01/quay.jpg"


def picture(path: Path, kind: str = "JPEG") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 40), "teal").save(path, kind)


def attachment(number: int = 9, url: str = URL, parent: str = "1", **fields: str) -> str:
    tags = f"<wp:attachment_url>{url}</wp:attachment_url>"
    size = 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:3:"Cyd";}}'
    metas = meta("_wp_attachment_image_alt", "A quay") + meta("_wp_attachment_metadata", size)
    facts = {
        "post_type": "attachment",
        "status": "inherit",
        "post_parent": parent,
        "excerpt": "At <b>dawn</b>",
        "content": "",
    }
    return item(number, tags, metas, **(facts | {"link": f"{BASE}/2026/01/05/story-1/quay/", "title": "quay"} | fields))


@pytest.mark.parametrize(
    "place", ["quay.jpg", "uploads/2026/01/quay.jpg", "wp-content/uploads/2026/01/quay.jpg", "2026/01/quay.jpg"]
)
def test_a_featured_image_comes_along_from_wherever_it_lies(take: Take, tmp_path: Path, place: str) -> None:
    picture(tmp_path / place)
    report = take(export(item(1, meta("_thumbnail_id", "9")), attachment()))
    lead = Story.objects.get().lead
    assert lead is not None
    assert (lead.alt, lead.caption, lead.credit, lead.width) == ("A quay", "At dawn", "Cyd", 60)
    assert report.taken["photos"] == 1 and not reasons(report, "attachment")


def test_sizes_of_one_picture_are_one_photo(take: Take, tmp_path: Path) -> None:
    picture(tmp_path / "quay.jpg")
    text = f'<img src="{URL.replace(".jpg", "-300x200.jpg")}" alt="small">\n\n[caption]<img class="wp-image-9" src="{URL}">Dawn[/caption]\n\n[gallery]'
    take(export(item(1, content=text), attachment()))
    images = [block.value for block in Story.objects.get().body if block.block_type == "image"]
    assert [(image["image"].pk, image["alt"], image["caption"]) for image in images] == [
        (Photo.objects.get().pk, "small", ""), (Photo.objects.get().pk, "", "Dawn"), (Photo.objects.get().pk, "", ""),
    ]  # fmt: skip


def test_attachments_may_come_after_what_uses_them_and_without_use(take: Take, tmp_path: Path) -> None:
    picture(tmp_path / "quay.jpg")
    take(export(attachment(parent="0")))
    assert Photo.objects.get().title == "quay"


def test_a_picture_that_is_not_there_is_a_line_with_its_address(take: Take) -> None:
    report = take(export(item(1, meta("_thumbnail_id", "9"), content=f'<img src="{URL}">'), attachment()))
    assert URL in reasons(report, "attachment", 9)
    assert "featured image is not kept" in reasons(report, "story", 1)
    assert f"a link stands in its place: {URL}" in reasons(report, "story", 1)
    assert Story.objects.get().body[0].value["url"] == URL


def test_the_files_may_be_brought_later(take: Take, tmp_path: Path) -> None:
    text = export(item(1, meta("_thumbnail_id", "9")), attachment())
    take(text)
    picture(tmp_path / "uploads/quay.jpg")
    report = take(text)
    assert Story.objects.get().lead is not None
    assert report.taken["stories brought up to date"] == 1
    assert Photo.objects.count() == 1
    take(text)
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "reason"), [(b"%PDF-1.4", "no picture"), (b"<svg/>", "no picture"), (b"", "no picture")]
)
def test_what_is_no_picture_is_a_line(take: Take, tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "quay.jpg").write_bytes(content)
    report = take(export(attachment()))
    assert reason in reasons(report, "attachment", 9)
    assert not Photo.objects.exists()


def test_a_kind_that_cannot_be_printed_is_a_line(take: Take, tmp_path: Path) -> None:
    picture(tmp_path / "quay.jpg", "TIFF")
    assert "TIFF" in reasons(take(export(attachment())), "attachment", 9)


@pytest.mark.parametrize(
    "url",
    ["../../etc/passwd", "https://x.example/../../secret.jpg", "/etc/passwd", "https://[", "a\u0301/%00", "x" * 5000],
)
def test_no_file_outside_the_folder_is_ever_read(take: Take, tmp_path: Path, url: str) -> None:
    picture(tmp_path.parent / "secret.jpg")
    report = take(export(attachment(url=url)))
    assert not Photo.objects.exists()
    assert reasons(report, "attachment", 9).startswith("dropped")


def test_a_link_out_of_the_folder_is_not_followed(take: Take, tmp_path: Path) -> None:
    picture(tmp_path.parent / "elsewhere" / "quay.jpg")
    (tmp_path / "quay.jpg").symlink_to(tmp_path.parent / "elsewhere" / "quay.jpg")
    take(export(attachment()))
    assert not Photo.objects.exists()


def test_the_page_of_an_attachment_leads_to_its_story(take: Take) -> None:
    from broadsheet.stories import find_moved

    take(export(item(1), attachment()))
    assert find_moved("/2026/01/05/story-1/quay/") == "/2026/01/05/story-1/"


def test_a_dry_run_copies_nothing(take: Take, tmp_path: Path, settings: Any) -> None:
    picture(tmp_path / "quay.jpg")
    report = take(export(item(1, meta("_thumbnail_id", "9")), attachment()), dry_run=True)
    assert report.taken["photos"] == 1
    assert not Photo.objects.exists() and not Path(settings.MEDIA_ROOT).exists()
