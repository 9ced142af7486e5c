"""What the filter keeps: filters, the log of labels, what was judged and why, doubts, keys of other sites."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

SITE = "site"


class Filter(models.Model):
    """One model of its own: the site's, or that of a key. `head` numbers its labels, `mark` is the digest of them all.

    `epoch` counts erasures: whoever has learnt from another epoch begins anew. `good` and `spam` count labels.
    """

    name = models.CharField(max_length=40, unique=True)
    budget = models.FloatField(default=0.005)
    epoch = models.PositiveIntegerField(default=0)
    head = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=32, blank=True)
    good = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    akismet_key = models.CharField(max_length=64, blank=True)  # our own, where Akismet is asked besides

    def __str__(self) -> str:
        return self.name


class Label(models.Model):
    """One line of the log: somebody said what something is, or (`back`) that they no longer say so.

    Features, not text: forgetting has nothing to read. `score` is what the model said just before, `passed` whether that was above
    the threshold of that moment. Only erasure ever removes a line; none is changed.
    """

    filter = models.ForeignKey(Filter, on_delete=models.CASCADE, related_name="labels", db_index=False)
    number = models.PositiveIntegerField()
    mark = models.CharField(max_length=32)
    spam = models.BooleanField()
    back = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    passed = models.BooleanField(null=True)
    features = models.BinaryField()
    subject = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=64, blank=True)
    writer = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("filter", "number"), name="label_numbered_once"),)
        indexes = (
            models.Index(fields=("filter", "subject"), name="label_of_subject"),
            models.Index(fields=("writer",), name="label_of_writer"),
        )


class Judgement(models.Model):
    """What was said of one subject (the caller's own number) when it came in. `near` and `close` find its like."""

    subject = models.BigIntegerField(primary_key=True)
    outcome = models.CharField(max_length=8)
    score = models.FloatField(default=0)
    odds = models.FloatField(default=0)
    threshold = models.FloatField(null=True)
    reasons = models.JSONField(default=list, blank=True)  # codes for `words_for`
    audit = models.BooleanField(default=False)
    facts = models.CharField(max_length=200, blank=True)  # behaviour, as JSON: not to be had again from the words
    network = models.CharField(max_length=32, blank=True)  # the hash it came with, forgotten after a day
    near = models.BigIntegerField(null=True)
    close = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (
            models.Index(fields=("near",), name="judgement_near"),
            models.Index(fields=("close",), name="judgement_close"),
            models.Index(fields=("at",), name="judgement_at"),
        )


class Doubt(models.Model):
    """A label from a source that is not trusted and that contradicts what was learnt: it waits for a second person."""

    filter = models.ForeignKey(Filter, on_delete=models.CASCADE, related_name="doubts")
    spam = models.BooleanField()
    odds = models.FloatField()
    features = models.BinaryField()
    excerpt = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=64)
    writer = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)


class Key(models.Model):
    """Another site's key to the Akismet server. Of the key itself only a digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=253)
    filter = models.OneToOneField(Filter, on_delete=models.CASCADE, related_name="key")
    quota = models.PositiveIntegerField(default=50_000)  # checks a month
    made = models.DateTimeField(default=timezone.now)
    revoked = models.DateTimeField(null=True)


class Use(models.Model):
    """What a key was used for in one month (`2026-11`)."""

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="uses", db_index=False)
    month = models.CharField(max_length=7)
    checks = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    mistaken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "month"), name="use_counted_by_month"),)


class Callback(models.Model):
    """Another site that asked to be called if the answer it was given (`told`: spam) changes; `head` is the label it was judged after.

    `features` and `parts` are those of the text and of its segments: the text itself is not kept.
    """

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="callbacks")
    guid = models.CharField(max_length=32, unique=True)
    address = models.CharField(max_length=500)
    told = models.BooleanField()
    head = models.PositiveIntegerField()
    features = models.BinaryField()
    parts = models.TextField()
    writer = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now)


class Question(models.Model):
    """A request to Akismet about a subject: its `kind` is `check`, or a report (`spam`, `good`); `answer` once there is one.

    `publishes` says that nothing but the answer keeps the subject from being published.
    """

    subject = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=8)
    answer = models.CharField(max_length=8, blank=True)
    publishes = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("answer", "due"), name="question_due"),)
