"""What staff decide, and the flags that decisions answer: decisions, redactions, moves, settled floods, monthly figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet.comments.choices import Grievance, State


class Reason(models.Model):
    """Why staff take comments away, as the newsroom words it: `name` stands on the tombstone, `sentence` goes to the writer.

    One that is no longer used is `retired`, never deleted: old tombstones go on showing it.
    """

    name = models.CharField(max_length=60, unique=True)
    sentence = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its name in the active language, as long as it is one of those that came with the site."""
        return gettext(self.name)

    @property
    def explained(self) -> str:
        """Its sentence, as `called`."""
        return gettext(self.sentence) if self.sentence else ""


class Decision(models.Model):
    """What somebody of the desk, or (with nobody in `by`) a rule of the site, made of a comment, and whether it was undone."""

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


class Redaction(models.Model):
    """A passage that staff took out of a comment: the words it had before, until they are put back or erased."""

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="redactions")
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


class FloodDecision(models.Model):
    """One decision about a flood: what every comment was before, so that it can be settled back."""

    like = models.BigIntegerField(db_index=True)
    decision = models.CharField(max_length=16, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    former = models.JSONField(default=dict)
    taught = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)


class MonthlyFigure(models.Model):
    """A month's figure, kept when the month is over: rows are forgotten, figures are not.

    `month` is its first day by the site's clock; `what` one of the names in `figuring.py`, `of` a reason's name or empty.
    """

    month = models.DateField()
    what = models.CharField(max_length=24)
    of = models.CharField(max_length=60, blank=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("month", "what", "of"), name="one_figure_a_month"),)


class Flag(models.Model):
    """A reader's report of a comment: what is wrong with it, and in `reason` their own words.

    `guest` is the cookie of a reader who had not signed in, else empty; both `guest` and `person` are empty once the person
    is gone. `weight` is how much it counted when it was made (`reports/flag_weights.py`). `email` is where they want to
    hear of it; it is never shown. `right` is null until staff answered, then whether they agreed; `answer` is for this reader alone.
    """

    comment = models.ForeignKey("broadsheet.Comment", on_delete=models.CASCADE, related_name="reports")
    guest = models.CharField(max_length=32, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="flags", db_index=False
    )
    grievance = models.CharField(max_length=12, choices=Grievance.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    weight = models.FloatField(default=1.0)
    email = models.EmailField(max_length=254, blank=True)
    at = models.DateTimeField(default=timezone.now)
    right = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(guest="") | Q(person__isnull=True), name="flag_by_one_reader"),
            models.UniqueConstraint(
                fields=("comment", "guest"), condition=~Q(guest=""), name="guest_flags_comment_once"
            ),
            models.UniqueConstraint(
                fields=("comment", "person"), condition=Q(person__isnull=False), name="person_flags_comment_once"
            ),
        )
        indexes = (
            models.Index(fields=("guest", "right"), name="flag_of_guest"),
            models.Index(fields=("person", "right"), name="flag_of_person"),
            models.Index(fields=("email",), name="flag_of_address", condition=~Q(email="")),
        )
