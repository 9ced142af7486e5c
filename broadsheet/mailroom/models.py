"""Who gets letters, about what, and the letters themselves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

_MOST_GUESTS = 10


class Pace(models.TextChoices):
    """How soon a follower hears of something."""

    ONCE = "once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"  # staff who want no letters; everybody else's follow is taken away instead


class What(models.TextChoices):
    """What is followed; `about` is the id of a comment, a thread's first comment, a story, a section, an author."""

    REPLIES = "replies"
    THREAD = "thread"
    STORY = "story"
    SECTION = "section"
    AUTHOR = "author"
    FLAG = "flag"  # what comes of a flag; a reader's own
    OFFER = "offer"  # what comes of a correction that a reader offered
    DESK = "desk"  # what waits for a moderator; about nothing


class Subject(models.TextChoices):
    """What a letter says."""

    COMMENT = "comment"
    STORY = "story"
    CONFIRM = "confirm"
    MINE = "mine"
    WAITING = "waiting"
    REMOVED = "removed"  # to the writer: what became of their comment, and how to appeal
    APPEAL = "appeal"
    FLAG = "flag"
    OFFER = "offer"
    OFFERED = "offered"  # to the editors of a story


class State(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"  # handed to the mail server just now; one that is found so was cut off
    SENT = "sent"
    DROPPED = "dropped"  # what it would have said is gone, or nobody wants it any more
    FAILED = "failed"


class Address(models.Model):
    """An e-mail address, in small letters. It gets letters when its owner has confirmed it once and until it is stopped.

    `guests` are the guests' cookies that its owner has confirmed as their own, separated by spaces.
    """

    email = models.CharField(max_length=254, unique=True)
    language = models.CharField(max_length=8, default="en")
    confirmed = models.DateTimeField(null=True)
    stopped = models.DateTimeField(null=True)
    why = models.CharField(max_length=16, blank=True)
    guests = models.TextField(blank=True)
    asked = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.email

    def knows(self, guest: str) -> bool:
        """Whether its owner has said that this browser is theirs."""
        return bool(guest) and self.confirmed is not None and guest in self.guests.split()

    def learn(self, guest: str) -> None:
        """Remember the browser; the newest ten are enough."""
        if guest and guest not in self.guests.split():
            self.guests = " ".join([*self.guests.split(), guest][-_MOST_GUESTS:])


class Follow(models.Model):
    """One address follows one thing. Unconfirmed ones get nothing and are forgotten after a week."""

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="follows")
    what = models.CharField(max_length=8, choices=What.choices)
    about = models.BigIntegerField(default=0)
    pace = models.CharField(max_length=8, choices=Pace.choices, default=Pace.ONCE)
    confirmed = models.DateTimeField(null=True)
    guest = models.CharField(max_length=32, blank=True)  # who asked
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("what", "about"), name="follow_of"),)
        constraints = (models.UniqueConstraint(fields=("address", "what", "about"), name="follows_once"),)


class Letter(models.Model):
    """One letter to one address because of one line of the ledger: the table refuses a second.

    Written before it is sent. `gathered` ones that are due together go as one digest.
    """

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="letters")
    entry = models.BigIntegerField()
    subject = models.CharField(max_length=8, choices=Subject.choices)
    follow = models.ForeignKey(Follow, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.BigIntegerField(null=True)  # the id of a comment or a story
    gathered = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "due"), name="letter_due"),
            models.Index(fields=("about",), name="letter_about"),
        )
        constraints = (models.UniqueConstraint(fields=("address", "entry"), name="one_letter_an_entry"),)
