"""Pictures as the newsroom keeps them. Wagtail keeps their files, sizes and focal points."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import ClassVar

from django.core.cache.backends.dummy import DummyCache
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet


class Photo(AbstractImage):
    """A picture with the words that always go with it. The focal point is Wagtail's own."""

    alt = models.CharField("text alternative", max_length=300, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True, help_text="As printed after “Photo:”, e.g. REUTERS")
    objects: ClassVar[models.Manager[Photo]] = ImageQuerySet.as_manager()
    admin_form_fields = ("title", "file", "alt", "caption", "credit", "collection", "tags",
                         "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    @property
    def default_alt_text(self) -> str:
        return str(self.alt)


class PhotoRendition(AbstractRendition):
    """One size of a picture. Printed for good under its name, so the name says what it was made of."""

    cache_backend = DummyCache("renditions", {})  # a row another process removed must not be remembered here
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_each"),
        )

    def get_upload_to(self, filename: str) -> str:
        """Short, because every page with the picture carries it several times."""
        made_of = f"{self.image.file.name} {self.image.file_hash} {self.filter_spec} {self.focal_point_key}"
        return f"images/{self.image_id}-{sha256(made_of.encode()).hexdigest()[:8]}{PurePath(filename).suffix}"
