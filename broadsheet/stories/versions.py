"""A story as readers saw it at some moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.contrib.contenttypes.models import ContentType
from django.utils.html import strip_tags
from wagtail.models import ModelLogEntry, Revision

from broadsheet.stories.body_markup import body_html
from broadsheet.stories.models import Story


@dataclass(frozen=True, slots=True)
class Version:
    """Plain data: `paragraphs` are its words without markup, each with whether today's story still has it.

    `at` is when it went public, None where that is not known any more. `same` says that nothing has changed since.
    `added` are paragraphs that only today's story has. `known` is False where no version of that time was kept.
    """

    headline: str
    standfirst: str
    at: datetime | None
    paragraphs: list[tuple[str, bool]]
    added: list[str]
    same: bool
    known: bool = True


def version_at(story: Story, moment: datetime) -> Version:
    """The version that was public at that moment; today's, where no other was kept."""
    today = Story.objects.get(pk=story.pk)
    published = _publications(story)
    before = next((one for one in published if one[0] <= moment), None)
    later = any(at > moment for at, _ in published)
    then = _as_of(before[1]) if before else None
    if then is None:
        return _version(today, today, None if not before else before[0], known=not later)
    return _version(then, today, before[0] if before else None)


def _publications(story: Story) -> list[tuple[datetime, int]]:
    """When which revision went public, the newest first."""
    log = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Story), object_id=str(story.pk), action="wagtail.publish"
    )
    return [
        (at, revision)
        for at, revision in log.order_by("-timestamp").values_list("timestamp", "revision_id")
        if revision
    ]


def _as_of(revision_id: int) -> Story | None:
    revision = Revision.objects.filter(pk=revision_id).first()
    found = revision.as_object() if revision else None
    return found if isinstance(found, Story) else None


def _version(then: Story, today: Story, at: datetime | None, *, known: bool = True) -> Version:
    old, new = _paragraphs(then), _paragraphs(today)
    same = (old, then.headline, then.standfirst) == (new, today.headline, today.standfirst)
    return Version(
        headline=then.headline,
        standfirst=then.standfirst,
        at=at,
        paragraphs=[(words, words in new) for words in old],
        added=[words for words in new if words not in old],
        same=same,
        known=known,
    )


def _paragraphs(story: Story) -> list[str]:
    html = str(body_html(story))
    for end in ("</p>", "</li>", "</h2>", "</h3>", "</blockquote>", "</figure>"):
        html = html.replace(end, f"{end}\n\n")
    return [words for part in strip_tags(html).split("\n\n") if (words := " ".join(unescape(part).split()))]
