"""Comments, the discussion of a story, why a comment is held, mentions from elsewhere, and the pages of long threads."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from broadsheet.comments.choices import Side, State
from broadsheet.stories.models import Story


class Discussion(models.Model):
    """The counts of one story's discussion, kept in the transaction that changes them.

    `comments` counts published ones; `threads` is the next thread's number, and never goes down.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="discussion")
    comments = models.PositiveIntegerField(default=0)
    threads = models.PositiveIntegerField(default=0)
    likes = models.PositiveIntegerField(default=0)


class Comment(models.Model):
    """One contribution.

    `place` sorts a thread into reading order (see `threads/sort_keys.py`); `number` is set on a top-level comment when it is
    first published, counts up from 0 within the discussion, and never changes: it says on which sheet the thread stands.
    `thread` is the top-level comment above (null when it is one itself). `replies`, kept on top-level comments only,
    counts the published comments below.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comments", db_index=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    thread = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below", db_index=False
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    place = models.BinaryField(max_length=64)
    state = models.CharField(max_length=16, choices=State.choices, default=State.PUBLISHED)
    name = models.CharField(max_length=80)
    email = models.EmailField(max_length=254, blank=True)
    website = models.URLField(max_length=300, blank=True)
    text = models.TextField()
    html = models.TextField()
    created = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True, blank=True)
    guest = models.CharField(max_length=32, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    digest = models.CharField(max_length=32, blank=True)  # of the text, for finding exact duplicates
    likes = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    flags = models.PositiveIntegerField(default=0)
    removed_by = models.CharField(max_length=8, choices=Side.choices, blank=True)
    reason = models.ForeignKey(
        "broadsheet.Reason", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    redacted = models.BooleanField("staff took a passage out", default=False)
    featured = models.BooleanField("chosen by the newsroom", default=False)
    pinned = models.BooleanField("stands above the other threads", default=False)
    shut = models.BooleanField("the thread takes no more replies", default=False)

    class Meta:
        indexes = (
            models.Index(fields=("thread", "state", "place"), name="comment_in_thread"),
            models.Index(fields=("story", "-likes", "number"), name="comment_best", condition=Q(number__isnull=False)),
            models.Index(fields=("guest", "-id"), name="comment_of_guest"),  # a partial index is no use to a parameter
            models.Index(fields=("person", "story", "-id"), name="comment_of_person"),
            models.Index(fields=("story", "digest"), name="comment_digest"),
            models.Index(fields=("state", "-id"), name="comment_by_state"),
            models.Index(fields=("email",), name="comment_of_address"),
            models.Index(fields=("story", "-id"), name="comment_newest"),
            models.Index(fields=("story",), name="comment_featured", condition=Q(featured=True)),
            models.Index(fields=("story",), name="comment_pinned", condition=Q(pinned=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True, thread__isnull=True) | Q(parent__isnull=False, thread__isnull=False),
                name="reply_has_thread",
            ),
            models.UniqueConstraint(
                fields=("story", "number"), condition=Q(number__isnull=False), name="one_thread_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    @property
    def by(self) -> str:
        """Who says it: the name a person goes by now, else the one it was written under. `person` must be at hand."""
        return (self.person.chosen if self.person_id and self.person else "") or self.name

    @property
    def waits(self) -> bool:
        """What its writer is told: the filter's spam waits for a moderator, too."""
        return self.state in {State.HELD, State.SPAM}

    @property
    def top_id(self) -> int:
        """The id of the thread's first comment, its own when it is that."""
        return self.thread_id or self.pk


class Finding(models.Model):
    """Why a comment is where it is: the rule that said so, what of the comment it went by, and its measure.

    `words` are those that matched; `measured` is what was counted or weighed and `limit` what it went beyond; `subject` is
    what the rule went by (the names of word lists, the kind of a restriction). `pending` says that the check is still
    being asked, `late` that it gave no answer in time. `note` is text of earlier versions that fits no other column.
    """

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=32)
    does = models.CharField(max_length=16, choices=State.choices)
    words = models.CharField(max_length=300, blank=True)
    measured = models.FloatField(null=True, blank=True)
    limit = models.FloatField(null=True, blank=True)
    subject = models.CharField(max_length=120, blank=True, default="")
    pending = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)
    late = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)


class Mention(models.Model):
    """Another site's page that speaks of a story (a pingback or trackback); never shown as a comment."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=16)
    source = models.URLField(max_length=500)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.HELD)
    created = models.DateTimeField(default=timezone.now)


class ThreadPage(models.Model):
    """A further page of a long thread: it begins with the first comment whose place is not before `start`.

    `cause` is the comment whose arrival split the page before (null after an import): the pages around changed with it.
    """

    thread = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="pages")
    start = models.BinaryField(max_length=64)
    cause = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("thread", "start"), name="part_starts_once"),)
        ordering = ("start",)
