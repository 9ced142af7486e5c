"""Whether a story's readers may write, who of them appears at once, and in what order they are read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.choices import Openness, Order, PostingRule
from broadsheet.stories.models import Story
from broadsheet.stories.settings_model import SiteSettings, site_settings

_REMEMBERED = timedelta(hours=1)  # how old the note of when this was last asked may become


def openness(story: Story, now: datetime | None = None, ours: SiteSettings | None = None) -> Openness:
    """Open, holding or closed: as the newsroom set it by hand, or closed by age. `ours` is the site, where it is at hand."""
    if story.discussion_is != Openness.CLOSED:
        closes_at = (ours or site_settings()).closes_at(story.published_at)
        if closes_at is not None and closes_at <= (now or timezone.now()):
            return Openness.CLOSED
    return Openness(story.discussion_is)


def posting_rule(story: Story) -> PostingRule:
    """The story's own rule, else the site's."""
    return PostingRule(story.rule or site_settings().rule)


def order(story: Story) -> Order:
    """The story's own order, else the site's."""
    return Order(story.order or site_settings().order)


@transaction.atomic
def change_discussion(story: Story, openness: Openness, by: AbstractBaseUser | None = None) -> None:
    """Open, hold or close the discussion now, also in a draft that waits to be published."""
    chosen = Openness(openness)
    story.discussion_is = chosen
    if not Story.objects.filter(pk=story.pk).exclude(discussion_is=chosen).update(discussion_is=chosen):
        return
    if by is not None:
        Story.objects.filter(pk=story.pk).update(changed_by_staff=timezone.now())
    for draft in story.revisions.filter(pk=story.latest_revision_id) | story.revisions.filter(
        approved_go_live_at__isnull=False
    ):
        draft.content["discussion_is"] = chosen.value
        draft.save(update_fields=["content"])
    ledger.record(Kind.DISCUSSION_CHANGED, story=story.pk, person=by.pk if by else None)


@transaction.atomic
def tell_of_closings(now: datetime | None = None) -> list[Story]:
    """Record each discussion that age has closed since this was last asked; whoever asks first tells."""
    now = now or timezone.now()
    ours = site_settings()
    since = ours.closings_told
    closed = _closed_between(since, now, ours)
    if not closed and since is not None and now - since < _REMEMBERED:
        return []  # every write wakes whoever follows the database
    if not SiteSettings.objects.filter(pk=ours.pk, closings_told=since).update(closings_told=now):
        return []
    for story in closed:
        ledger.record(Kind.DISCUSSION_CHANGED, story=story.pk)
    return closed


def _closed_between(since: datetime | None, now: datetime, ours: SiteSettings) -> list[Story]:
    if since is None or not ours.close_after_days:
        return []
    age = timedelta(days=ours.close_after_days)
    old_enough = Story.objects.filter(live=True, published_at__gt=since - age, published_at__lte=now - age)
    return list(old_enough.exclude(discussion_is=Openness.CLOSED))
