"""Finding what an address is about, as far as readers may know of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext

from broadsheet.comments import Comment
from broadsheet.comments.queries import comment_to_show, first_published_below, has_published
from broadsheet.comments.threads import where
from broadsheet.kit import Gone, Unknown, cache_for_request
from broadsheet.stories import Openness, Story, openness, site_settings, story_for_readers


def readable_story(story_id: int) -> Story:
    """A story that readers may read, without its body. Raises Gone for one withdrawn, Unknown for one that never was."""
    return _readable(story_for_readers(story_id))


def readable_comment(comment_id: int) -> Comment:
    """A comment in whatever state, under a story that readers may read. Raises Gone or Unknown."""
    comment = comment_to_show(comment_id)
    _readable(comment.story if comment else None)
    assert comment is not None
    return comment


def _readable(story: Story | None) -> Story:
    if story is not None and story.live:
        return story
    if story is not None and story.published_at is not None and story.published_at <= timezone.now():
        raise Gone(gettext("This story is not here any more. Please copy your text."))
    raise Unknown(gettext("Page not found. Perhaps the address was cut off?"))


def is_discussed(story: Story) -> bool:
    """Whether there is a discussion to show: under every story, and under a standing page that takes or has comments."""
    return not story.page or openness(story) != Openness.CLOSED or has_published(story)


def place_of_tombstone(comment: Comment) -> str:
    """The address of a removed comment's tombstone, with its anchor; empty when nothing published stands under it."""
    first = first_published_below(comment)
    return f"{where(first).partition('#')[0]}#comment-{comment.pk}" if first else ""


@contextmanager
def speaking(story: Story) -> Iterator[None]:
    """Words in the story's language and times in the site's zone, with a request cache."""
    with (
        cache_for_request(),
        translation.override(story.language),
        timezone.override(ZoneInfo(site_settings().time_zone)),
    ):
        yield
