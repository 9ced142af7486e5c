"""What the desk keeps of its own: a case for every comment, counts by story, who is looking at what, decisions about many."""

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


class Case(models.Model):
    """What the desk finds a comment by: numbers and short words, copied from wherever they are kept.

    `section` is 0 for a story in none; `writer` is a keyed number for whoever wrote it, 0 for nobody known; `rule` is
    the first that had something to say. `flags` are those since anybody of the desk last looked. `audit` says that it was
    drawn at random, `fresh` that a new writer's words were seen by nobody of the desk yet. `urgency` sorts what waits,
    see `weighing.py`; null is whatever waits for nobody. `mark` is of what the index of words was given.
    """

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, primary_key=True, related_name="case", db_constraint=False
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
    mark = models.BigIntegerField(default=0)

    class Meta:
        # The narrow row repeats in what waits, so that any filter over it reads one index and nothing else.
        indexes = (
            models.Index(
                fields=("urgency", "comment", *_FOUND_BY), name="case_waiting", condition=Q(urgency__isnull=False)
            ),
            models.Index(
                fields=("created", "comment", *_FOUND_BY), name="case_waited", condition=Q(urgency__isnull=False)
            ),
            models.Index(fields=("state", "section", "language", "created", "comment"), name="case_shelf"),
            models.Index(fields=("story", "state", "created", "comment", "rule", "writer"), name="case_story"),
            models.Index(fields=("writer", "state", "created", "comment", "rule"), name="case_writer"),
            models.Index(fields=("rule", "state", "created", "comment", "section", "language"), name="case_rule"),
        )


class Pile(models.Model):
    """How many of a story's comments stand where: kept in the transaction that changes a case."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="pile")
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
        indexes = (models.Index(fields=("-waits", "-story"), name="pile_waits", condition=Q(waits__gt=0)),)


class Filling(models.Model):
    """Comments whose cases are to be looked at anew, `after` the last one done: a story's, or those of a state, or all."""

    story = models.BigIntegerField(null=True, unique=True)
    state = models.CharField(max_length=16, blank=True)
    after = models.BigIntegerField(default=0)


class Glance(models.Model):
    """Somebody of the desk has this comment before them, until then."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)


class Sweep(models.Model):
    """One decision about many comments, which the worker carries out bit by bit, and takes back as a whole.

    `total` is how many it began with; `done` how many it decided, `passed` how many it left because something else had
    become of them. `returned` counts those taken back.
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
        indexes = (models.Index(fields=("settled", "-id"), name="sweep_settled"),)

    @property
    def became_words(self) -> str:
        return str(State(self.became).label)


class Swept(models.Model):
    """A comment of a sweep: the state it was seen in, and the decision about it once there is one."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="swept", db_index=False)
    comment = models.BigIntegerField()
    seen = models.CharField(max_length=16, choices=State.choices)
    decision = models.BigIntegerField(null=True)
    left = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sweep", "comment"), name="swept_once"),)
        indexes = (models.Index(fields=("sweep", "decision", "left", "returned"), name="swept_waits"),)
