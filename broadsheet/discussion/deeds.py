"""What became of a comment: why it is where it is, what staff made of it, and what it was before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from broadsheet.discussion.choices import State


class Finding(models.Model):
    """Why a comment is where it is: the rule that said so, what of the comment it went by, and its measure.

    `words` are those that matched, `threshold` is what was gone beyond, in words of numbers; `late` says that the check
    gave no answer in time.
    """

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=32)
    does = models.CharField(max_length=16, choices=State.choices)
    words = models.CharField(max_length=300, blank=True)
    threshold = models.CharField(max_length=120, blank=True)
    late = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)


class Decision(models.Model):
    """What somebody of the desk, or (with nobody in `by`) a rule of the house, made of a comment, and whether it was undone."""

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    was = models.CharField(max_length=16, choices=State.choices)
    became = models.CharField(max_length=16, choices=State.choices)
    reason = models.ForeignKey(
        "broadsheet.Reason", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    sentence = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    undone = models.DateTimeField(null=True, blank=True)


class Cut(models.Model):
    """A passage that staff took out of a comment: the words it had before, until they are put back or erased."""

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="cuts")
    former = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True, blank=True)


class Move(models.Model):
    """A comment moved with its replies: the story it stood under, and the comment it answered there."""

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="moves")
    story = models.ForeignKey("broadsheet.Story", on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("broadsheet.Comment", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True, blank=True)


class Settlement(models.Model):
    """One decision about a flood: what every comment was before, so that it can be settled back."""

    like = models.BigIntegerField(db_index=True)
    decision = models.CharField(max_length=16, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    former = models.JSONField(default=dict)
    taught = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)
