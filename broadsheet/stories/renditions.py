"""Pictures as they are printed: sizes for every screen, cropped around the focal point, without what a camera adds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext
from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter, SourceImageIOError

from broadsheet.stories.photos import Photo

logger = logging.getLogger(__name__)

Purpose = Literal["lead", "front-lead", "second", "body"]
Wanted = list[tuple[Photo, Purpose]]

_SHAPES: dict[Purpose, tuple[list[str], str]] = {
    "lead": (["fill-480x320", "fill-960x640", "fill-1440x960"], "(min-width: 62rem) 57rem, 100vw"),
    "front-lead": (["fill-480x320", "fill-960x640", "fill-1440x960"], "(min-width: 60rem) 48rem, 100vw"),
    "second": (
        ["fill-240x160", "fill-480x320", "fill-720x480"],
        "(min-width: 60rem) 23rem, (min-width: 40rem) 50vw, 100vw",
    ),
    "body": (["max-480x960", "max-960x1280", "max-1440x1920"], "(min-width: 45rem) 40rem, 100vw"),
}


@dataclass(frozen=True)
class Picture:
    """One picture for an `<img>`: `src` is JPEG for whoever cannot read `srcset`, which is WebP."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    files: list[tuple[str, Path]] = field(default_factory=list)  # (address, file) of every size, for the press to copy

    @property
    def credit_line(self) -> str:
        """“Photo: REUTERS”; a credit that names its own kind (“Graphic: AP”) stands as it is."""
        return self.credit if ":" in self.credit else gettext("Photo: %(credit)s") % {"credit": self.credit}


class Plain(FilterOperation):
    """Drops what the camera and the editor's tools wrote into the file: place, device, thumbnail, comments."""

    def construct(self) -> None:
        pass

    def run(self, willow: object, image: Photo, env: dict[str, object]) -> object:
        pixels = willow.get_pillow_image()  # type: ignore[attr-defined]
        for name in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"):
            pixels.info.pop(name, None)
        return willow


hooks.register("register_image_operations", lambda: [("plain", Plain)])


_wanted: ContextVar[Wanted | None] = ContextVar("wanted", default=None)


@contextmanager
def noting_unmade() -> Iterator[Wanted]:
    """Gives the pictures that something inside wanted to show and that are not made yet."""
    wanted: Wanted = []
    token = _wanted.set(wanted)
    try:
        yield wanted
    finally:
        _wanted.reset(token)


def make_picture(photo: Photo | None, purpose: Purpose) -> Picture | None:
    """Make the sizes that are still missing, and give the picture. This writes: it is the press's work, and the newsroom's."""
    if photo is None or photo.is_svg():
        return None
    if shown := picture(photo, purpose):
        return shown
    try:
        photo.get_renditions(*_specs(purpose))
    except (SourceImageIOError, OSError, ValueError):
        logger.warning("The file of picture %s cannot be read; it is left out.", photo.pk)
        return None
    return picture(photo, purpose)


def picture(photo: Photo | None, purpose: Purpose) -> Picture | None:
    """The picture in its purpose's sizes; None where there is none, or they are not made yet. Nothing is written."""
    if photo is None or photo.is_svg():
        return None
    sizes, fallback = _SHAPES[purpose][1], _specs(purpose)[0]
    filters = [Filter(spec=spec) for spec in _specs(purpose)]
    made = {one.spec: rendition for one, rendition in photo.find_existing_renditions(*filters).items()}
    if len(made) < len(filters):
        if (wanted := _wanted.get()) is not None:
            wanted.append((photo, purpose))
        return None
    src = made.pop(fallback)
    by_width = {rendition.width: rendition for rendition in made.values()}
    files = [(_address(each), Path(each.file.path)) for each in [src, *by_width.values()]]
    return Picture(
        src=_address(src),
        srcset=", ".join(f"{_address(by_width[width])} {width}w" for width in sorted(by_width)),
        sizes=sizes,
        width=src.width,
        height=src.height,
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
        files=files,
    )


def _specs(purpose: Purpose) -> list[str]:
    """What Wagtail is asked for: the one for whoever reads no `srcset` first."""
    shapes, _ = _SHAPES[purpose]
    webp = [f"{shape}|format-webp|webpquality-74|plain" for shape in shapes]
    return [f"{shapes[1]}|format-jpeg|jpegquality-78|plain", *webp]


def _address(rendition: object) -> str:
    return f"/images/{Path(rendition.file.name).name}"  # type: ignore[attr-defined]
