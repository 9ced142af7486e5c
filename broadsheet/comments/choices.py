"""What can be chosen, or come to be, in a discussion."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PUBLISHED = "published", _("Published")
    HELD = "held", _("Held")
    SPAM = "spam", _("Spam")
    REMOVED = "removed", _("Removed")


class Side(models.TextChoices):
    """Who took a comment away."""

    STAFF = "staff"
    WRITER = "writer"


class Grievance(models.TextChoices):
    """What readers may find wrong with a comment."""

    SPAM = "spam", _("Spam or advertising")
    INSULT = "insult", _("Insults or threatens somebody")
    FALSE = "false", _("Is false or misleads")
    OFF_TOPIC = "off topic", _("Has nothing to do with the story")
    PRIVATE = "private", _("Tells what is private")
    OTHER = "other", _("Something else")
