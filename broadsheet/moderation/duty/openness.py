"""Whether a discussion takes comments now: as the newsroom set it, and as those on duty can look after it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.moderation.duty.models import SectionState
from broadsheet.stories import Openness, SiteSettings, Story, openness

_STRICTER = (Openness.OPEN, Openness.SLOW, Openness.HOLDING, Openness.CLOSED)


def openness_now(story: Story, *, ours: SiteSettings | None = None) -> Openness:
    """The stricter of what was chosen for the story and what follows from the rota, as the worker last worked it out.

    Prints and posts both ask here, so what is printed is what is done. Without a rota it is what was chosen.
    """
    chosen, staffed = openness(story, ours=ours), _staffing(story)
    return chosen if staffed is None else max(chosen, Openness(staffed.state), key=_STRICTER.index)


def reopens_at(story: Story) -> datetime | None:
    """When somebody is on duty again, where nobody is and that is why the discussion is not open."""
    staffed = _staffing(story)
    if staffed is None or openness(story) in {Openness.CLOSED, Openness(staffed.state)}:
        return None
    return staffed.until


def _staffing(story: Story) -> SectionState | None:
    rows = kit.cached_in_request("staffing", lambda: {one.section: one for one in SectionState.objects.all()})
    return (rows.get(story.section_id or 0) or rows.get(0)) if rows else None


def state_words(story: Story) -> str:
    """What stands above the discussion, in the active language and time zone; empty while it is simply open."""
    now, until = openness_now(story), reopens_at(story)
    moment = date_format(timezone.localtime(until), "j E Y, H:i") if until else ""
    if now == Openness.CLOSED and moment:
        return gettext("This discussion is closed until %(moment)s.") % {"moment": moment}
    if now == Openness.CLOSED:
        return gettext("This discussion is closed. It stays here to be read.")
    if now == Openness.HOLDING and moment:
        words = gettext("New comments wait for a moderator before they appear, until %(moment)s.")
        return words % {"moment": moment}
    if now == Openness.HOLDING:
        return gettext("New comments wait for a moderator before they appear.")
    if now == Openness.SLOW:
        return gettext("Few are on duty just now: comments of new writers wait longer.")
    return ""
