"""What a follow is called."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.comments import State
from broadsheet.comments.queries import comment_with_story
from broadsheet.mailroom.models import FollowType
from broadsheet.moderation import reports
from broadsheet.moderation.queries import story_of_flag
from broadsheet.stories.queries import name_of_author, name_of_section, published_story


def name_of(what: str, about: int) -> str:
    """In the active language; empty when what it is about is not there or not public (any more)."""
    if what == FollowType.DESK:
        return gettext("comments that wait")
    if what == FollowType.STORY:
        return _story(about, "“%(name)s”")
    if what in {FollowType.REPLIES, FollowType.THREAD}:
        return _comment(what, about)
    if what == FollowType.FLAG:
        return _story(story_of_flag(about), gettext("what comes of your report under “%(name)s”"))
    if what == FollowType.OFFER:
        story = reports.story_of_correction_request(about)
        return _story(story, gettext("what comes of your correction of “%(name)s”"))
    return name_of_section(about) if what == FollowType.SECTION else name_of_author(about)


def _comment(what: str, about: int) -> str:
    comment = comment_with_story(about)
    if comment is None or (what == FollowType.THREAD and comment.state != State.PUBLISHED):
        return ""
    if what == FollowType.REPLIES:
        return _story(comment.story_id, gettext("replies to your comment under “%(name)s”"))
    return gettext("the thread that %(name)s began") % {"name": comment.name}


def _story(number: int | None, words: str) -> str:
    story = published_story(number)
    return words % {"name": story.headline} if story is not None else ""
