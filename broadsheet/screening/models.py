"""What the newsroom chose about its rules, who changed it, and what is still to be asked outside."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment
from broadsheet.stories.choices import LANGUAGES


class RuleSetting(models.Model):
    """What the newsroom chose about one rule, by the rule's name."""

    name = models.CharField(primary_key=True, max_length=32)
    on = models.BooleanField(default=True)
    options = models.JSONField(default=dict)
    secret = models.CharField(max_length=64, blank=True)  # that the outside check signs with


class WordList(models.Model):
    """Words that are looked for in what readers write, one a line, `part` also within longer words.

    `language` is that of the stories it is for, empty for all; what it `does` is held, spam, or removed: refused.
    """

    name = models.CharField(max_length=80, unique=True)
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), blank=True)
    does = models.CharField(max_length=16, choices=State.choices, default=State.HELD)
    part = models.BooleanField(default=False)
    on = models.BooleanField(default=True)
    words = models.TextField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RuleChange(models.Model):
    """Who changed which rule or word list (`words: NAME`) when, and what it was before and after; empty where there was none."""

    rule = models.CharField(max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)


class WebhookRequest(models.Model):
    """A comment that the outside check is still to be asked about."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
