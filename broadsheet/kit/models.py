"""The tables behind pacing, and of what could not be done."""

from django.db import models
from django.utils import timezone


class Pace(models.Model):
    """How often one key (a hash, never an address) did one thing in the window that ends at `until`."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)


class Trouble(models.Model):
    """What a loop could not do with one item, or a duty of the worker at all (no item): since when, and how often."""

    work = models.CharField(max_length=64)
    item = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=300)
    times = models.PositiveIntegerField(default=1)
    since = models.DateTimeField(default=timezone.now)
    last = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("work", "item"), name="one_trouble_each"),)
