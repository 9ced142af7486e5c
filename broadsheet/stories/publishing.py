"""Publishing, revising and withdrawing stories."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from broadsheet.stories.models import Story


def printed_stories() -> QuerySet[Story]:
    """What is printed, standing pages too, newest first, with everything a page or a front shows of it."""
    return (
        Story.objects.filter(live=True, published_at__isnull=False)
        .select_related("section", "lead")
        .prefetch_related("tags", "bylines__author", "lead__renditions", "corrections")
    )


@transaction.atomic
def publish(story: Story, by: AbstractBaseUser | None = None) -> None:
    """Make the story as it is in hand public, saving it first where it is new. Raises ValidationError."""
    if story.pk is None:
        story.live = False
        story.full_clean()
        story.save()
    revision = story.save_revision(user=by)
    revision.publish(user=by)
    story.refresh_from_db()


def revise(story: Story, by: AbstractBaseUser | None = None) -> None:
    """Make the changes in hand to a public story public. Raises ValueError when it is not."""
    if not story.live:
        raise ValueError("Only a public story is revised; publish it.")
    publish(story, by=by)


@transaction.atomic
def withdraw(story: Story, by: AbstractBaseUser | None = None) -> None:
    """Take the story out of public; it stays in the newsroom as a draft."""
    Story.objects.get(pk=story.pk).unpublish(user=by)
    story.refresh_from_db()
