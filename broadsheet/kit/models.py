"""The table behind pacing."""

from django.db import models


class Pace(models.Model):
    """How often one key (a hash, never an address) did one thing in the window that ends at `until`."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)
