"""A plain list of comments where staff decide."""

from __future__ import annotations

from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.discussion.answering import json, page, wants_json
from broadsheet.discussion.models import Comment, Flag, State
from broadsheet.discussion.moderating import hide_comment, publish_comment
from broadsheet.people import Person, moderators_only
from broadsheet.stories import house

_ON_A_PAGE = 50
_FLAGS = 200  # looked at
_REPORTED = "flagged"
_LIST = "/-/comments/"


@require_safe
@moderators_only
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first, one state at a time, held ones unless another is asked for. Paged by id: `before`."""
    asked = request.GET.get("state", State.HELD)
    state = asked if asked in {*State.values, _REPORTED} else str(State.HELD)
    comments = _reported() if state == _REPORTED else Comment.objects.filter(state=state)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        comments = comments.filter(pk__lt=int(before))
    comments = comments.select_related("story", "person").prefetch_related("reports").defer("story__body", "digest")
    found = list(comments.order_by("-pk")[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    context = {
        "comments": shown,
        "state": state,
        "states": [*State.choices, (_REPORTED, gettext("Flagged"))],
        "older": urlencode({"state": state, "before": shown[-1].pk}) if len(found) > _ON_A_PAGE else "",
        "here": request.get_full_path(),
    }
    with timezone.override(ZoneInfo(house().time_zone)):
        return page("staffroom", context)


def _reported() -> QuerySet[Comment]:
    """Those that readers flagged lately and that still stand."""
    flags = Flag.objects.order_by("-pk").values_list("comment_id", flat=True)[:_FLAGS]
    return Comment.objects.filter(pk__in=set(flags), state=State.PUBLISHED)


@require_POST
@moderators_only
def publish(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _decide(request, comment_id, State.PUBLISHED)


@require_POST
@moderators_only
def hold(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _decide(request, comment_id, State.HELD)


@require_POST
@moderators_only
def spam(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _decide(request, comment_id, State.SPAM)


@require_POST
@moderators_only
def remove(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _decide(request, comment_id, State.REMOVED)


def _decide(request: HttpRequest, comment_id: int, state: State) -> HttpResponse:
    comment = get_object_or_404(Comment, pk=comment_id)
    by = request.user if isinstance(request.user, Person) else None
    if state == State.PUBLISHED:
        publish_comment(comment, by)
    else:
        hide_comment(comment, by, state)
    if wants_json(request):
        return json({"id": comment.pk, "state": comment.state})
    back = request.POST.get("back", "")
    if not back.startswith(_LIST) or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = _LIST
    return HttpResponseRedirect(back, status=303)
