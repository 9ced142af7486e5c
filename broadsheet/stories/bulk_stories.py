"""Stories and pictures that come from elsewhere, many at a time.

One by one, the newsroom's way, a story costs several milliseconds: a revision, the search index, the register of what
refers to what. Here the rows of a batch are written together. A story without a revision opens in the newsroom as it
is; its first revision is made when somebody saves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.db import transaction
from PIL import Image, UnidentifiedImageError
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from broadsheet.stories.models import Byline, Story
from broadsheet.stories.photos import Photo

_FORMATS = {"AVIF", "GIF", "JPEG", "PNG", "WEBP"}
_BROUGHT = (
    "body", "discussion_is", "first_published_at", "has_unpublished_changes", "headline", "language",
    "last_published_at", "lead", "live", "page", "published_at", "section", "standfirst",
)  # fmt: skip
_MOST_PIXELS = 100_000_000


class NoPicture(Exception):
    """The file is no picture that can be printed; the message says why."""


@dataclass
class Arrival:
    """A story as it shall be: its row, and the ids of authors, in order, and tags. `due` schedules it."""

    story: Story
    authors: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    due: datetime | None = None


def add_stories(arrivals: Sequence[Arrival]) -> None:
    """Write new stories within the caller's transaction; their rows have ids afterwards. The ledger is the caller's."""
    Story.objects.bulk_create([arrival.story for arrival in arrivals])
    _file(arrivals)
    stories = [arrival.story for arrival in arrivals]
    _index(stories)
    for arrival in arrivals:
        if arrival.due:
            schedule(arrival.story, arrival.due)


def change_story(arrival: Arrival) -> None:
    """Write a story that is here already as it now is elsewhere, within the caller's transaction."""
    story = arrival.story
    story.bylines.all().delete()
    Story.tags.through.objects.filter(story_id=story.pk).delete()
    _file([arrival])
    story.save(update_fields=_BROUGHT)
    story.revisions.update(approved_go_live_at=None)
    if arrival.due:
        schedule(story, arrival.due)
    elif story.latest_revision_id:
        revision = Story.objects.get(pk=story.pk).save_revision(clean=False)
        Story.objects.filter(pk=story.pk, live=True).update(live_revision=revision)


def schedule(story: Story, due: datetime) -> None:
    """Have the story published at that time, as an editor's schedule would."""
    Story.objects.filter(pk=story.pk).update(go_live_at=due, has_unpublished_changes=True)
    Story.objects.get(pk=story.pk).save_revision(clean=False, approved_go_live_at=due)


def _file(arrivals: Sequence[Arrival]) -> None:
    filed = Story.tags.through
    Byline.objects.bulk_create(
        Byline(story=arrival.story, author_id=author, sort_order=place)
        for arrival in arrivals
        for place, author in enumerate(dict.fromkeys(arrival.authors))
    )
    filed.objects.bulk_create(
        filed(story_id=arrival.story.pk, tag_id=tag) for arrival in arrivals for tag in dict.fromkeys(arrival.tags)
    )


def _index(stories: Sequence[Story]) -> None:
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Story, stories)
    for story in stories:
        if story.lead_id or any(block["type"] == "image" for block in story.body.raw_data):
            ReferenceIndex.create_or_update_for_object(story)


@transaction.atomic
def add_photo(path: Path, *, title: str, alt: str = "", caption: str = "", credit: str = "") -> Photo:
    """Keep a copy of the picture in that file. Raises NoPicture when it is none."""
    check_picture(path)
    with path.open("rb") as file:
        photo = Photo(
            title=(title or path.stem)[:255], alt=alt[:300], caption=caption[:500], credit=credit[:200],
            file=File(file, name=path.name),
        )  # fmt: skip
        photo.save()
    return photo


def check_picture(path: Path) -> None:
    """Raises NoPicture when the file is none that can be printed."""
    try:
        with Image.open(path) as image:
            width, height = image.size
            kind = image.format
            image.verify()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NoPicture("the file is no picture that can be read") from error
    if kind not in _FORMATS:
        raise NoPicture(f"{kind} pictures cannot be printed")
    if width * height > _MOST_PIXELS:
        raise NoPicture("the picture has more than a hundred million points")
