"""What the newsroom can choose from."""

from django.db import models

LANGUAGES = {
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "he": "עברית",
    "kk": "Қазақша",
    "ru": "Русский",
    "uk": "Українська",
}
RIGHT_TO_LEFT = {"ar", "fa", "he"}


class Order(models.TextChoices):
    OLDEST = "oldest", "Oldest first"
    NEWEST = "newest", "Newest first"
    BEST = "best", "Best liked first"


class PostingRule(models.TextChoices):
    EVERYONE = "everyone", "Everyone's comments appear at once"
    KNOWN = "known", "The first comment of an unknown writer is held"
    NOBODY = "nobody", "All comments are held"


class Openness(models.TextChoices):
    OPEN = "open"
    SLOW = "slow", "Slow: comments of writers who are not known yet wait for a moderator"
    HOLDING = "holding", "Holding: new comments wait for a moderator"
    CLOSED = "closed"


class OffDuty(models.TextChoices):
    """What becomes of discussions while nobody of the rota is on duty."""

    SLOW = "slow", "Slow: who is not known to us waits longer"
    HOLDING = "holding", "Holding: new comments wait for a moderator"
    CLOSED = "closed", "Closed until somebody is on duty"
