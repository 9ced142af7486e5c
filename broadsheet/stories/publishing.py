"""Publishing, revising and withdrawing: the verbs, and what happens to a revision on its way to the public."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from wagtail.models import Revision

from broadsheet.stories.addressing import free_address
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


def goes_live_now(content: Mapping[str, Any]) -> bool:
    """Whether a revision with this content, once published, is public at once and not at a later hour."""
    due = _moment(content.get("go_live_at"))
    return due is None or due <= timezone.now()


def prepare(story: Story, content: dict[str, Any]) -> None:
    """Complete a revision's content before it goes live over `story`, the row as it is.

    It gets the time of its first publication, a free address, and, when the words of a public story changed and
    nobody set the time of the revision by hand, that time.
    """
    now = timezone.now().replace(microsecond=0)
    content["published_at"] = _moment(content.get("published_at")) or story.published_at or now
    content["address"] = free_address(content.get("address") or "", story, content)
    by_hand = not _same(_moment(content.get("revised_at")), story.revised_at)
    if story.live and not by_hand and _words(content) != _words(story.serializable_data()):
        content["revised_at"] = now


def keep_public_words(story: Story, later: Any) -> None:
    """Make a revision of the public row before a later one is scheduled over it.

    Wagtail takes a public object without a revision for a draft and withdraws it until then; imports make none.
    """
    public = Revision.objects.create(
        content_object=story,
        content=story.serializable_data(),
        object_str=str(story),
        created_at=later.created_at - timedelta(milliseconds=1),
    )
    Story.objects.filter(pk=story.pk).update(live_revision=public)
    later.content_object.live_revision = public


def _moment(value: datetime | str | None) -> datetime | None:
    """A time as a revision holds it: text once it was stored, a datetime while it is new."""
    return parse_datetime(value) if isinstance(value, str) else value


def _same(one: datetime | None, other: datetime | None) -> bool:
    """Stored revisions keep milliseconds, rows microseconds."""
    return one == other or (one is not None and other is not None and abs(one - other) < timedelta(milliseconds=1))


def _words(content: Mapping[str, Any]) -> list[str]:
    """The words readers see, without markup: the editor's own conversions are no revision."""
    blocks = json.loads(content["body"] or "[]")
    texts = [content["headline"], content["standfirst"], *(json.dumps(block["value"]) for block in blocks)]
    return strip_tags(" ".join(texts)).split()
