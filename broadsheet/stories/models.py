"""Stories and what they are filed under. Wagtail keeps their drafts, revisions, schedule and pictures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.core.validators import RegexValidator
from django.db import models, transaction
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.blocks import BODY_BLOCKS

LANGUAGES = {
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "he": "עברית",
    "kk": "Қазақша",
    "ru": "Русский",
    "uk": "Українська",
}
RIGHT_TO_LEFT = {"ar", "fa", "he"}


class Order(models.TextChoices):
    OLDEST = "oldest", "Oldest first"
    NEWEST = "newest", "Newest first"
    BEST = "best", "Best liked first"


class Rule(models.TextChoices):
    EVERYONE = "everyone", "Everyone's comments appear at once"
    KNOWN = "known", "The first comment of an unknown writer is held"
    NOBODY = "nobody", "All comments are held"


class Openness(models.TextChoices):
    OPEN = "open"
    HOLDING = "holding", "Holding: new comments wait for a moderator"
    CLOSED = "closed"


class Photo(AbstractImage):
    """A picture with the words that always go with it. The focal point is Wagtail's own."""

    alt = models.CharField("text alternative", max_length=300, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True, help_text="As printed after “Photo:”, e.g. REUTERS")
    admin_form_fields = ("title", "file", "alt", "caption", "credit", "collection", "tags",
                         "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    @property
    def default_alt_text(self) -> str:
        return str(self.alt)


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_each"),
        )


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


class Story(  # type: ignore[misc]
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """What the newsroom publishes. `live` (Wagtail's) says whether it is printed.

    `published_at` is the true time of publication, also of an imported story; `revised_at` is set when the newsroom
    tells readers of a change. A `page` (About, Contact) is printed like a story but stands on no front.
    """

    headline = models.CharField(max_length=250)
    standfirst = models.TextField(blank=True)
    body = StreamField(BODY_BLOCKS, blank=True)
    address = models.CharField(
        max_length=300,
        unique=True,
        blank=True,
        help_text="Path on this site, made from the date and the headline when left empty",
        validators=[RegexValidator(r"^/(?!-/)([^/?#\s]+/)*$", "An address begins and ends with a slash and has no spaces.")],
    )
    page = models.BooleanField("standing page", default=False, help_text="About, Contact: stands on no front")
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="stories")
    tags = ParentalManyToManyField(Tag, blank=True, related_name="stories")
    dateline = models.CharField(max_length=120, blank=True, help_text="Where it was written, e.g. KYIV")
    lead = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    source_name = models.CharField(max_length=200, blank=True, help_text="Who first published it")
    source_address = models.URLField(max_length=500, blank=True, help_text="Where")
    copyright = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    discussion_is = models.CharField(max_length=8, choices=Openness.choices, default=Openness.OPEN)
    rule = models.CharField(max_length=8, choices=[("", "As the house does"), *Rule.choices], blank=True, default="")
    order = models.CharField(max_length=8, choices=[("", "As the house does"), *Order.choices], blank=True, default="")
    changed_by_staff = models.DateTimeField(null=True, blank=True, editable=False)

    search_fields = (
        index.SearchField("headline"),
        index.AutocompleteField("headline"),
        index.SearchField("standfirst"),
        index.FilterField("live"),
        index.FilterField("published_at"),
    )

    class Meta:
        verbose_name_plural = "stories"
        ordering = ("-published_at", "-pk")
        indexes = (models.Index(fields=("live", "page", "-published_at", "-id"), name="story_fronts"),)

    def __str__(self) -> str:
        return str(self.headline)

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Wagtail's one way to the public, by hand or by schedule, ends in the ledger."""
        with transaction.atomic():
            was_live = self.live
            super().publish(revision, *args, **kwargs)
            ledger.record(Kind.STORY_REVISED if was_live else Kind.STORY_PUBLISHED, story=self.pk)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().unpublish(*args, **kwargs)
            ledger.record(Kind.STORY_WITHDRAWN, story=self.pk)


class Byline(Orderable):
    """One of the people a story is by, in order."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")

    class Meta(Orderable.Meta):
        constraints = (models.UniqueConstraint(fields=("story", "author"), name="by_each_once"),)


class FormerAddress(models.Model):
    """Where a story, or a front, used to answer: path, or path with query (`/?p=12`), on this site.

    Answered with 301 to the story's address, or to `moved_to` where it is no story.
    """

    path = models.CharField(max_length=300, unique=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses")
    moved_to = models.CharField(max_length=300, blank=True)


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones())]


class House(BaseGenericSetting):  # type: ignore[misc]
    """The newsroom's own choices. Editorial choices live here, not in the environment."""

    name = models.CharField(max_length=120, default="Broadsheet")
    motto = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    time_zone = models.CharField(max_length=64, default="UTC", choices=_zones)
    accent = models.CharField(
        max_length=7, default="#9b1c1c", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Six hex digits, like #9b1c1c.")]
    )
    rule = models.CharField("who appears at once", max_length=8, choices=Rule.choices, default=Rule.KNOWN)
    order = models.CharField("order of discussions", max_length=8, choices=Order.choices, default=Order.OLDEST)
    close_after_days = models.PositiveSmallIntegerField(
        default=0, help_text="Discussions close this many days after publication; 0 means never"
    )
    links_before_holding = models.PositiveSmallIntegerField(
        default=2, help_text="A comment with more links than this waits for a moderator"
    )

    class Meta:
        verbose_name = "the house"

    def closes_at(self, story: Story) -> datetime | None:
        """When the story's discussion closes by age, or None."""
        if not self.close_after_days or story.published_at is None:
            return None
        return story.published_at + timedelta(days=self.close_after_days)
