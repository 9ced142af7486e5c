"""The desk's own tables: the queue's index rows, counts by story, who is looking at what, and bulk jobs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment
from broadsheet.moderation.models import Reason
from broadsheet.stories.models import Story

_FOUND_BY = ("state", "flags", "audit", "fresh", "story", "section", "language", "writer", "rule")


class QueueItem(models.Model):
    """The index row of one comment: numbers and short words, copied from the tables that own them.

    `section` is 0 for a story in no section. `writer` is a keyed hash of whoever wrote the comment, 0 where nobody is
    known. `rule` is the first rule that found something. `flags` counts the unanswered ones. `audit`: drawn at random
    for review; `fresh`: by a new writer, and not seen by a moderator yet. `urgency` sorts what waits for review (see
    `urgency.py`) and is null for what does not. `checksum` (CRC-32) is of the text in the search index.
    """

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, primary_key=True, related_name="queue_item", db_constraint=False
    )
    state = models.CharField(max_length=16, choices=State.choices)
    story = models.BigIntegerField()
    section = models.BigIntegerField(default=0)
    language = models.CharField(max_length=8)
    writer = models.BigIntegerField(default=0)
    rule = models.CharField(max_length=32, blank=True)
    created = models.DateTimeField()
    flags = models.PositiveIntegerField(default=0)
    audit = models.BooleanField(default=False)
    fresh = models.BooleanField(default=False)
    urgency = models.BigIntegerField(null=True)
    checksum = models.BigIntegerField(default=0)

    class Meta:
        # The partial indexes repeat the whole narrow row, so that any filter over what waits reads one index alone.
        indexes = (
            models.Index(
                fields=("urgency", "comment", *_FOUND_BY), name="queue_waiting", condition=Q(urgency__isnull=False)
            ),
            models.Index(
                fields=("created", "comment", *_FOUND_BY), name="queue_waited", condition=Q(urgency__isnull=False)
            ),
            models.Index(fields=("state", "section", "language", "created", "comment"), name="queue_shelf"),
            models.Index(fields=("story", "state", "created", "comment", "rule", "writer"), name="queue_story"),
            models.Index(fields=("writer", "state", "created", "comment", "rule"), name="queue_writer"),
            models.Index(fields=("rule", "state", "created", "comment", "section", "language"), name="queue_rule"),
        )


class QueueCount(models.Model):
    """How many of a story's comments are in each queue and state; written in the transaction that changes an item."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="queue_count")
    section = models.BigIntegerField(default=0)
    language = models.CharField(max_length=8)
    held = models.IntegerField(default=0)
    flagged = models.IntegerField(default=0)
    audit = models.IntegerField(default=0)
    fresh = models.IntegerField(default=0)
    published = models.IntegerField(default=0)
    spam = models.IntegerField(default=0)
    removed = models.IntegerField(default=0)
    waits = models.IntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("-waits", "-story"), name="queue_count_waits", condition=Q(waits__gt=0)),)


class ReindexJob(models.Model):
    """Comments whose index rows must be written anew: those of a story, those in a state, or all.

    `after` is the id of the last one done, so that a worker that was killed goes on from there.
    """

    story = models.BigIntegerField(null=True, unique=True)
    state = models.CharField(max_length=16, blank=True)
    after = models.BigIntegerField(default=0)


class Presence(models.Model):
    """A moderator has this comment on the screen, at least until `until`."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)


class BulkJob(models.Model):
    """One decision about many comments, carried out by the worker in batches, and undone as a whole.

    `total` is how many comments it began with, `done` how many it decided, `passed` how many it left alone because
    somebody had decided otherwise meanwhile, `returned` how many were undone.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    became = models.CharField(max_length=16, choices=State.choices)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)
    settled = models.BooleanField(default=False)  # nothing is left to do, either way

    class Meta:
        indexes = (models.Index(fields=("settled", "-id"), name="bulk_job_settled"),)

    @property
    def became_words(self) -> str:
        """The state that the comments get, in the active language."""
        return str(State(self.became).label)


class BulkJobItem(models.Model):
    """A comment of a bulk job: the state it was seen in, and the id of the decision about it once there is one."""

    job = models.ForeignKey(BulkJob, on_delete=models.CASCADE, related_name="items", db_index=False)
    comment = models.BigIntegerField()
    seen = models.CharField(max_length=16, choices=State.choices)
    decision = models.BigIntegerField(null=True)
    left = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("job", "comment"), name="bulk_item_once"),)
        indexes = (models.Index(fields=("job", "decision", "left", "returned"), name="bulk_item_waits"),)
