"""What drafts name: authors, sections and tags that no public story may need, and an unpublished one does."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from broadsheet.stories.models import Story
from broadsheet.stories.taxonomies import Author, Filed, Section, Tag


def drafts_naming(filed: Filed) -> list[str]:
    """The headlines of drafts, scheduled ones too, that name this author, section or tag."""
    drafts = Story.objects.filter(has_unpublished_changes=True).values("latest_revision")
    of_stories = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Story))
    waiting = of_stories.filter(Q(approved_go_live_at__isnull=False) | Q(pk__in=drafts))
    contents = (one.content for one in waiting.iterator(chunk_size=100))
    return sorted({content["headline"] for content in contents if filed.pk in _named_ids(content, type(filed))})


def _named_ids(content: dict[str, object], kind: type[Filed]) -> list[object]:
    """The ids of authors, of the section or of tags in a draft's content."""
    field = {Author: "bylines", Section: "section", Tag: "tags"}[kind]
    value = content.get(field)
    every = value if isinstance(value, list) else [value]
    return [one["author"] if isinstance(one, dict) else one for one in every]
