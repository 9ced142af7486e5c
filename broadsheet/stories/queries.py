"""Questions that other rooms ask of stories and sections."""

from __future__ import annotations

from collections.abc import Collection

from broadsheet.stories.models import Byline, Story
from broadsheet.stories.taxonomies import Author, Section


def find_story(number: int | None) -> Story | None:
    """The story of that id, published or not, without its body."""
    return Story.objects.filter(pk=number).defer("body").first() if number else None


def published_story(number: int | None) -> Story | None:
    """The story of that id if it is published, without its body."""
    story = find_story(number)
    return story if story is not None and story.live else None


def stories_by_id(story_ids: Collection[int]) -> dict[int, Story]:
    """Stories and pages with these ids, published or not, without their bodies."""
    return Story.objects.filter(pk__in=story_ids).defer("body").in_bulk() if story_ids else {}


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
