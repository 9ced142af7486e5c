"""A picture to print, and a browser's client for the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from broadsheet.stories.photos import Photo

PhotoMaker = Callable[..., Photo]


def image_bytes(width: int, height: int, kind: str = "JPEG", colour: str = "red", **saved: Any) -> bytes:
    """A picture whose left third is of the colour, the rest grey."""
    picture = Image.new("RGB", (width, height), "grey")
    picture.paste(colour, (0, 0, width // 3, height))
    written = BytesIO()
    picture.save(written, kind, **saved)
    return written.getvalue()


@pytest.fixture
def a_photo(db: None) -> PhotoMaker:
    """Makes a photo of the given size; other fields as on `Photo`, `saved` as for Pillow."""

    def make(width: int = 1600, height: int = 1200, saved: dict[str, Any] | None = None, **fields: Any) -> Photo:
        file = ImageFile(BytesIO(image_bytes(width, height, **(saved or {}))), name="мост.jpg")
        photo: Photo = Photo.objects.create(title="Bridge", file=file, **fields)
        return photo

    return make


@pytest.fixture
def enter() -> Callable[[Any], Client]:
    """A client signed in as the person, asking as the newsroom's own pages do."""

    def sign_in(person: Any) -> Client:
        client = Client(headers={"sec-fetch-site": "same-origin", "host": "paper.example"})
        client.force_login(person)
        return client

    return sign_in
