"""What readers report beside flags: appeals against decisions, corrections of stories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Appeal(models.Model):
    """A writer says that a decision was wrong: once for each comment, in their words.

    `upheld` is null until it is answered; true when the decision stands. `answer` goes to the writer.
    """

    comment = models.OneToOneField("broadsheet.Comment", on_delete=models.CASCADE, related_name="appeal")
    decision = models.ForeignKey("broadsheet.Decision", on_delete=models.CASCADE, related_name="appeals")
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_appeals"
    )
    answered = models.DateTimeField(null=True, blank=True, db_index=True)


class CorrectionRequest(models.Model):
    """A reader says what is wrong in a story, what is right, and who says so. `taken` is null until it is answered.

    `email` is where they want to hear of it, `guest` the cookie they came with; neither is shown.
    """

    story = models.ForeignKey("broadsheet.Story", on_delete=models.CASCADE, related_name="correction_requests")
    wrong = models.TextField()
    right = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    email = models.EmailField(max_length=254, blank=True, db_index=True)
    guest = models.CharField(max_length=32, blank=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="correction_requests"
    )
    at = models.DateTimeField(default=timezone.now)
    taken = models.BooleanField(null=True, db_index=True)
    answer = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered_correction_requests",
    )
    answered = models.DateTimeField(null=True, blank=True)
    correction = models.ForeignKey(
        "broadsheet.Correction", on_delete=models.SET_NULL, null=True, blank=True, related_name="correction_requests"
    )
