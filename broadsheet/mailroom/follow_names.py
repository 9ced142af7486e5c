"""What a follow is called."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.comments import Comment, State
from broadsheet.mailroom.models import What
from broadsheet.moderation import Flag
from broadsheet.moderation.reports import Offer
from broadsheet.stories import Author, Section, Story


def name_of(what: str, about: int) -> str:
    """In the active language; empty when what it is about is not there or not public (any more)."""
    if what == What.DESK:
        return gettext("comments that wait")
    if what == What.STORY:
        return _story(about, "“%(name)s”")
    if what in {What.REPLIES, What.THREAD}:
        comment = Comment.objects.filter(pk=about).values("name", "story_id", "state").first()
        if comment is None or (what == What.THREAD and comment["state"] != State.PUBLISHED):
            return ""
        if what == What.REPLIES:
            return _story(comment["story_id"], gettext("replies to your comment under “%(name)s”"))
        return gettext("the thread that %(name)s began") % {"name": comment["name"]}
    if what == What.FLAG:
        story = Flag.objects.filter(pk=about).values_list("comment__story_id", flat=True).first()
        return _story(story or 0, gettext("what comes of your report under “%(name)s”"))
    if what == What.OFFER:
        story = Offer.objects.filter(pk=about).values_list("story_id", flat=True).first()
        return _story(story or 0, gettext("what comes of your correction of “%(name)s”"))
    kind = Section if what == What.SECTION else Author
    return str(kind.objects.filter(pk=about).values_list("name", flat=True).first() or "")


def _story(story: int, words: str) -> str:
    found = Story.objects.filter(pk=story, live=True).values_list("headline", flat=True).first()
    return words % {"name": found} if found else ""
