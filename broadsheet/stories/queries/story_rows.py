"""Questions that other rooms ask of stories and sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from broadsheet.stories.models import Byline, Correction, Story
from broadsheet.stories.taxonomies import Author, Section


def sections_and_languages(story_ids: Iterable[int]) -> dict[int, tuple[int | None, str]]:
    """(section id, language) of each of these stories."""
    rows = Story.objects.filter(pk__in=story_ids).values_list("pk", "section_id", "language")
    return {pk: (section, language) for pk, section, language in rows}


def headlines_and_sections(story_ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
    """(headline, section id) of each of these stories."""
    rows = Story.objects.filter(pk__in=story_ids).values_list("pk", "headline", "section_id")
    return {pk: (headline, section) for pk, headline, section in rows}


def find_story(number: int | None) -> Story | None:
    """The story of that id, published or not, without its body."""
    return Story.objects.filter(pk=number).defer("body").first() if number else None


def published_story(number: int | None) -> Story | None:
    """The story of that id if it is published, without its body."""
    story = find_story(number)
    return story if story is not None and story.live else None


def stories_by_id(story_ids: Collection[int | None]) -> dict[int, Story]:
    """Stories and pages with these ids, published or not, without their bodies."""
    ids = [pk for pk in story_ids if pk]
    return Story.objects.filter(pk__in=ids).defer("body").in_bulk() if ids else {}


def author_ids(story_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of each story's authors; stories without any are left out."""
    found: dict[int, list[int]] = {}
    for story, author in Byline.objects.filter(story__in=story_ids).values_list("story_id", "author_id"):
        found.setdefault(story, []).append(author)
    return found


def name_of_section(number: int) -> str:
    """Empty where there is no such section."""
    return Section.objects.filter(pk=number).values_list("name", flat=True).first() or ""


def name_of_author(number: int) -> str:
    """Empty where there is no such author."""
    return Author.objects.filter(pk=number).values_list("name", flat=True).first() or ""


def public_stories(
    *, sections: frozenset[int] | None, headline: str = "", without: int | None = None, most: int
) -> list[Story]:
    """The newest published stories of these sections (None: all), with these words in the headline, without their bodies."""
    found = Story.objects.filter(live=True).exclude(pk=without).defer("body")
    if sections is not None:
        found = found.filter(section__in=sections)
    if headline:
        found = found.filter(headline__icontains=headline)
    return list(found.order_by("-published_at", "-pk")[:most])


def sections_among(sections: frozenset[int] | None = None) -> list[Section]:
    """The sections with these ids (None: all), in the order of the front page's row."""
    found = Section.objects.all()
    return list(found if sections is None else found.filter(pk__in=sections))


def count_corrections(since: datetime, before: datetime) -> int:
    """How many corrections were printed in that time."""
    return Correction.objects.filter(at__gte=since, at__lt=before).count()
