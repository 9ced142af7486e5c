"""Correcting a public story: a dated note in the newsroom's words, which stays under it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.models import Correction, Story

MOST_LETTERS = 2000


@transaction.atomic
def correct(story: Story, text: str, by: AbstractBaseUser | None = None) -> Correction:
    """Put a note under the story. Raises ValueError where there are no words."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise ValueError("A correction says what was put right.")
    note = Correction.objects.create(story=story, text=text[:MOST_LETTERS], by_id=by.pk if by else None)
    ledger.record(Kind.STORY_REVISED, story=story.pk, person=by.pk if by else None)
    return note


def changed_at(story: Story) -> datetime | None:
    """When readers were last told of a change: by a revision or by a correction; None where never."""
    times = [note.at for note in story.corrections.all()] if story.pk else []
    if story.revised_at:
        times.append(story.revised_at)
    return max(times, default=None)
