"""What stories are filed under."""

from django.db import models
from wagtail.search import index


class Filed(models.Model):
    """What stories are filed under: a name and its place in an address."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return str(self.name)


class Section(index.Indexed, Filed):
    """A part of the paper, with a front of its own at `/section/SLUG/`."""

    position = models.PositiveSmallIntegerField(default=0, help_text="Where it stands in the row of sections")
    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))

    class Meta:
        ordering = ("position", "name")

    @property
    def address(self) -> str:
        return f"/section/{self.slug}/"


class Author(index.Indexed, Filed):
    """Who writes, with a front at `/author/SLUG/`."""

    about = models.TextField(blank=True)
    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))

    @property
    def address(self) -> str:
        return f"/author/{self.slug}/"


class Tag(index.Indexed, Filed):
    """A subject, with a front at `/tag/SLUG/`."""

    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))

    @property
    def address(self) -> str:
        return f"/tag/{self.slug}/"
