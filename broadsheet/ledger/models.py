"""The append-only list of what happened, and how far each reader has read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from broadsheet.ledger.kinds import Kind


class Entry(models.Model):
    """One line: what happened to what, in ids. Never a copy of text, so forgetting has nothing to hunt for."""

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    story = models.BigIntegerField(null=True)
    comment = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("story", "number"), name="entry_by_story"),
            models.Index(fields=("person", "number"), name="entry_by_person", condition=Q(person__isnull=False)),
        )

    def __str__(self) -> str:
        return f"line {self.number} of the ledger: {self.kind}"


class Bookmark(models.Model):
    """The number of the last entry that a named reader has dealt with."""

    reader = models.CharField(max_length=64, primary_key=True)
    number = models.BigIntegerField(default=0)


class Restoration(models.Model):
    """An older copy of the database was brought back: the ledger had come to `after`, and goes on at `number`.

    Numbers between them were given out in a future that is lost.
    """

    number = models.BigIntegerField(primary_key=True)
    after = models.BigIntegerField()
