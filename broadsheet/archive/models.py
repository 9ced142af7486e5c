"""What was taken in from elsewhere, so that taking it in again adds nothing and overwrites nobody's work."""

from django.db import models


class Taken(models.Model):
    """One foreign record and the row it became. `digest` is of the row as the import left it."""

    origin = models.CharField(max_length=300)  # kind and site, "wordpress https://example.org"
    record = models.CharField(max_length=32)  # story, page, comment, mention, photo, author, section, tag
    foreign = models.CharField(max_length=200)
    row = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("origin", "record", "foreign"), name="taken_once"),)
        indexes = (models.Index(fields=("record", "row"), name="taken_row"),)
