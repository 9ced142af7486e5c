"""Questions that other rooms ask of stories and sections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from broadsheet.stories.models import Correction, Story
from broadsheet.stories.taxonomies import Section


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
