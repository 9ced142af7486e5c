"""Stories and what they are filed under. Wagtail keeps their drafts, revisions, schedule and pictures."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.addresses import default_address, fit_address
from broadsheet.stories.blocks import BODY_BLOCKS
from broadsheet.stories.choices import LANGUAGES, RIGHT_TO_LEFT, Openness, Order, PostingRule
from broadsheet.stories.photos import Photo, PhotoRendition
from broadsheet.stories.preview import show
from broadsheet.stories.revisions import goes_live_now, moment, set_times
from broadsheet.stories.settings_model import SiteSettings
from broadsheet.stories.settings_model import zones as _zones
from broadsheet.stories.taxonomies import Author, Filed, Section, Tag

__all__ = [
    "LANGUAGES",
    "RIGHT_TO_LEFT",
    "Author",
    "Byline",
    "Correction",
    "Filed",
    "FormerAddress",
    "Openness",
    "Order",
    "Photo",
    "PhotoRendition",
    "PostingRule",
    "Section",
    "SiteSettings",
    "Story",
    "Tag",
    "_zones",
]


class Story(
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
        validators=[
            RegexValidator(r"^/(?!-/)([^/?#\s]+/)*$", "An address begins and ends with a slash and has no spaces.")
        ],
    )
    page = models.BooleanField("standing page", default=False, help_text="About, Contact: stands on no front")
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    translation_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="stories")
    tags = ParentalManyToManyField(Tag, blank=True, related_name="stories")
    dateline = models.CharField(max_length=120, blank=True, help_text="Where it was written, e.g. KYIV")
    lead = models.ForeignKey(
        Photo, verbose_name="main picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source_name = models.CharField(max_length=200, blank=True, help_text="Who first published it")
    source_address = models.URLField(max_length=500, blank=True, help_text="Where")
    copyright = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    discussion_is = models.CharField("comments", max_length=8, choices=Openness.choices, default=Openness.OPEN)
    rule = models.CharField(
        "who may post without review",
        max_length=8,
        choices=[("", "Use the site's default"), *PostingRule.choices],
        blank=True,
        default="",
    )
    order = models.CharField(
        max_length=8, choices=[("", "Use the site's default"), *Order.choices], blank=True, default=""
    )
    changed_by_staff = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Story]] = models.Manager()
    search_fields = (
        index.SearchField("headline"),
        index.AutocompleteField("headline"),
        index.SearchField("standfirst"),
        index.FilterField("live"),
        index.FilterField("section"),
        index.FilterField("published_at"),
    )

    class Meta:
        verbose_name_plural = "stories"
        ordering = ("-published_at", "-pk")
        indexes = (models.Index(fields=("live", "page", "-published_at", "-id"), name="story_fronts"),)

    def __str__(self) -> str:
        return str(self.headline) or "Untitled"

    @property
    def public_headline(self) -> str:
        """For readers: of what is not published, a headline may be a draft's."""
        public = self.live and self.published_at is not None and self.published_at <= timezone.now()
        return str(self) if public else gettext("a story that is not published")

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def authors(self) -> list[Author]:
        """The people it is by, in order."""
        return [byline.author for byline in self.bylines.all()]

    def clean(self) -> None:
        """Give an address where none was chosen, and refuse one that readers know as another story's."""
        super().clean()
        self.address = self.address or self.free_address("", self.headline, self.published_at)
        try:
            fit_address(self.address)
            if self.is_taken(self.address):
                raise ValidationError("Another story stands, or once stood, at this address. Choose another.")
        except ValidationError as refusal:
            raise ValidationError({"address": refusal.messages}) from refusal

    def free_address(self, wanted: str, headline: str, day: datetime | None) -> str:
        """The wanted address, or one made from headline and day, or the next of the same with -2, -3 … after it.

        A story that was printed keeps the address it was printed at when none is wanted.
        """
        if not wanted:
            printed = Story.objects.filter(pk=self.pk, first_published_at__isnull=False)
            wanted = printed.values_list("address", flat=True).first() or default_address(headline, day)
        address, count = wanted, 1
        while self.is_taken(address):
            count += 1
            address = f"{wanted.rstrip('/')}-{count}/"
        return address

    def is_taken(self, address: str) -> bool:
        """Whether another story stands, or once stood, at the address."""
        return (
            Story.objects.filter(address=address).exclude(pk=self.pk).exists()
            or FormerAddress.objects.filter(path=address).exclude(story=self.pk).exists()
        )

    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """A draft by a person, not by an import, is remembered: a later import leaves the story alone."""
        if user is not None:
            self.changed_by_staff = timezone.now()
            Story.objects.filter(pk=self.pk).update(changed_by_staff=self.changed_by_staff)
        return super().save_revision(user, *args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """As a draft has it; what is public, and when staff last changed the story, is not the draft's to say.

        An author who was deleted since is left out: modelcluster cannot read a protected reference to what is gone.
        """
        there = Author.objects.filter(pk__in=[byline["author"] for byline in content.get("bylines", [])])
        authors = set(there.values_list("pk", flat=True))
        bylines = [byline for byline in content.get("bylines", []) if byline["author"] in authors]
        story = super().with_content_json({**content, "bylines": bylines})
        story.live_revision = self.live_revision
        story.changed_by_staff = self.changed_by_staff
        return story

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return show(request, self)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Wagtail's one way to the public, by hand or by schedule: completed here, and written in the ledger."""
        with transaction.atomic():
            before = Story.objects.select_for_update().get(pk=self.pk)
            now = goes_live_now(revision.content)
            if now:
                set_times(revision.content, before.serializable_data(), live=before.live)
                revision.content["address"] = before.free_address(
                    revision.content.get("address") or "",
                    revision.content["headline"],
                    moment(revision.content["published_at"]),
                )
                revision.save(update_fields=["content"])
            elif before.live and before.live_revision is None:
                before.keep_public_words(revision)
            super().publish(revision, *args, **kwargs)
            if not now:
                return
            after = Story.objects.get(pk=self.pk)
            after.former_addresses.filter(path=after.address).delete()
            if before.live and before.address != after.address:
                FormerAddress.keep(after, before.address)
            after.enter_publication(before, getattr(kwargs.get("user"), "pk", None))

    def keep_public_words(self, later: Any) -> None:
        """Make a revision of the public row before a `later` one is scheduled over it.

        Wagtail takes a public object without a revision for a draft and withdraws it until then; imports make none.
        """
        public = Revision.objects.create(
            content_object=self,
            content=self.serializable_data(),
            object_str=str(self),
            created_at=later.created_at - timedelta(milliseconds=1),
        )
        Story.objects.filter(pk=self.pk).update(live_revision=public)
        later.content_object.live_revision = public

    def enter_publication(self, before: Story, person: int | None) -> None:
        """Write the ledger's lines: that it is published or revised, and that its discussion changed if it did."""
        choices = ("discussion_is", "rule", "order")
        if before.live and any(getattr(self, name) != getattr(before, name) for name in choices):
            ledger.record(Kind.DISCUSSION_CHANGED, story=self.pk, person=person)
        ledger.record(Kind.STORY_REVISED if before.live else Kind.STORY_PUBLISHED, story=self.pk, person=person)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Out of public; the address it was printed at stays its own."""
        if not self.live:
            return
        with transaction.atomic():
            super().unpublish(*args, **kwargs)
            FormerAddress.keep(self, self.address)
            ledger.record(Kind.STORY_WITHDRAWN, story=self.pk, person=getattr(kwargs.get("user"), "pk", None))


class Byline(Orderable):
    """One of the people a story is by, in order."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    objects: ClassVar[models.Manager[Byline]] = models.Manager()

    class Meta(Orderable.Meta):
        constraints = (models.UniqueConstraint(fields=("story", "author"), name="by_each_once"),)


class Correction(models.Model):
    """What the newsroom put right in a story, in its own words; it is dated and stands under the story for ever."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    objects: ClassVar[models.Manager[Correction]] = models.Manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.story}: {self.text[:60]}"


class FormerAddress(models.Model):
    """Where a story, or a front, used to answer: path, or path with query (`/?p=12`), on this site.

    Answered with 301 to the story's address, or to `moved_to` where it is no story.
    """

    path = models.CharField(max_length=300, unique=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="former_addresses")
    moved_to = models.CharField(max_length=300, blank=True)

    @classmethod
    def keep(cls, story: Story, path: str) -> None:
        """Readers of `path` are sent on to the story for ever."""
        cls.objects.update_or_create(path=path, defaults={"story": story, "moved_to": ""})
