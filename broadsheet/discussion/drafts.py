"""Drafts: what was typed is kept while its writer signs in, under a key in the writer's cookie, for a day at most."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet.discussion.models import Draft
from broadsheet.kit import TooFast, allow, cookie_name, cookie_sent
from broadsheet.stories import Story

_COOKIE = "draft"
_A_DAY = timedelta(days=1)
_AN_HOUR = 3600  # seconds


def keep_draft(story: Story, given: dict[str, str], network: str, response: HttpResponseBase) -> None:
    """Keep what was typed, however unfit it still is, and send its key. Raises TooFast."""
    if not allow(f"draft {network}", 60, _AN_HOUR):
        raise TooFast(gettext("That was a lot for one hour. Your words are safe: please send them again later."))
    key = secrets.token_hex(16)
    Draft.objects.create(key=key, story=story, given=given, until=timezone.now() + _A_DAY)
    response.set_cookie(
        cookie_name(_COOKIE),
        key,
        max_age=int(_A_DAY.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def draft_of(request: HttpRequest, story_id: int) -> dict[str, str] | None:
    """What this writer had typed under the story; nothing is looked up without the cookie."""
    key = request.COOKIES.get(cookie_sent(request, _COOKIE))
    if not key:
        return None
    draft = Draft.objects.filter(pk=key[:32], story=story_id, until__gt=timezone.now()).first()
    return draft.given if draft else None


def forget_draft(request: HttpRequest, response: HttpResponseBase) -> None:
    """What was posted waits no longer."""
    if sent := cookie_sent(request, _COOKIE):
        Draft.objects.filter(pk=request.COOKIES[sent][:32]).delete()
        response.delete_cookie(sent, samesite="Lax")


def sweep_drafts() -> int:
    """Forget what waited too long; called by the worker."""
    return Draft.objects.filter(until__lt=timezone.now()).delete()[0]
