"""What readers do beside writing: likes, and drafts that wait while their writer signs in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from broadsheet.comments.models import Comment
from broadsheet.stories.models import Story


class Like(models.Model):
    """One guest's or one person's approval of one comment or one story; the table refuses a second."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    guest = models.CharField(max_length=32, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=("guest", "comment"), name="like_of_guest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(story__isnull=True, comment__isnull=False) | Q(story__isnull=False, comment__isnull=True),
                name="like_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(guest="", person__isnull=False) | (~Q(guest="") & Q(person__isnull=True)),
                name="like_by_one_reader",
            ),
            models.UniqueConstraint(
                fields=("guest", "comment"),
                condition=~Q(guest="") & Q(comment__isnull=False),
                name="guest_likes_comment_once",
            ),
            models.UniqueConstraint(
                fields=("guest", "story"),
                condition=~Q(guest="") & Q(story__isnull=False),
                name="guest_likes_story_once",
            ),
            models.UniqueConstraint(
                fields=("person", "comment"),
                condition=Q(person__isnull=False, comment__isnull=False),
                name="person_likes_comment_once",
            ),
            models.UniqueConstraint(
                fields=("person", "story"),
                condition=Q(person__isnull=False, story__isnull=False),
                name="person_likes_story_once",
            ),
        )


class Draft(models.Model):
    """What somebody had typed when they went to sign in; a cookie holds its key. Kept for a day at most."""

    key = models.CharField(primary_key=True, max_length=32)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    given = models.JSONField()
    until = models.DateTimeField(db_index=True)
