"""Who is e-mailed about what, and the queue of notifications."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

_MOST_GUESTS = 10


class Frequency(models.TextChoices):
    """How often a follower is notified."""

    ONCE = "once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"  # staff who unsubscribed; everybody else's follow is deleted instead


class FollowType(models.TextChoices):
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
    """What a notification is about."""

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


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"  # handed to the mail server just now; left so only by a worker that was killed
    SENT = "sent"
    DROPPED = "dropped"  # what it was about is gone, or nobody wants it any more
    FAILED = "failed"


class Address(models.Model):
    """An e-mail address in its one form. It gets e-mail once its owner has confirmed it and until `stopped`, for `stop_reason`.

    `refusals` counts what its server refused in a row, `refused_since` the first and `refused_at` the last, which said
    `refused_status`; what nobody asked for by hand waits until `paused_until`.

    `guests` are the guests' cookies that its owner has confirmed as their own, separated by spaces.
    """

    email = models.CharField(max_length=254, unique=True)
    language = models.CharField(max_length=8, default="en")
    confirmed = models.DateTimeField(null=True)
    stopped = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=16, blank=True)
    guests = models.TextField(blank=True)
    asked = models.DateTimeField(default=timezone.now)
    refusals = models.PositiveSmallIntegerField(default=0)
    refused_since = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True, db_index=True)
    refused_status = models.CharField(max_length=16, blank=True)
    paused_until = models.DateTimeField(null=True)

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
    what = models.CharField(max_length=8, choices=FollowType.choices)
    about = models.BigIntegerField(default=0)
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.ONCE)
    confirmed = models.DateTimeField(null=True)
    guest = models.CharField(max_length=32, blank=True)  # who asked
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("what", "about"), name="follow_of"),)
        constraints = (models.UniqueConstraint(fields=("address", "what", "about"), name="follows_once"),)


class Notification(models.Model):
    """What one address is to be told because of one ledger entry: the table refuses a second.

    A row is written before its e-mail is sent. Rows `in_digest` that are due together go as one e-mail.
    """

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="notifications")
    entry = models.BigIntegerField()
    subject = models.CharField(max_length=8, choices=Subject.choices)
    follow = models.ForeignKey(Follow, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.BigIntegerField(null=True)  # the id of a comment or a story
    in_digest = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "due"), name="notification_due"),
            models.Index(fields=("about",), name="notification_about"),
        )
        constraints = (models.UniqueConstraint(fields=("address", "entry"), name="one_notification_an_entry"),)
