"""A plain list of comments where staff decide."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from broadsheet.discussion.answering import json, page, wants_json
from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.moderating import hide_comment, publish_comment
from broadsheet.people import Person, moderators_only

_ON_A_PAGE = 50
_LIST = "/-/comments/"


@require_safe
@moderators_only
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first, one state at a time, held ones unless another is asked for. Paged by id: `before`."""
    state = request.GET.get("state", State.HELD)
    if state not in State.values:
        state = State.HELD
    comments = Comment.objects.filter(state=state).select_related("story", "person").defer("story__body", "digest")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        comments = comments.filter(pk__lt=int(before))
    found = list(comments.order_by("-pk")[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    context = {
        "comments": shown,
        "state": state,
        "states": State.choices,
        "older": urlencode({"state": state, "before": shown[-1].pk}) if len(found) > _ON_A_PAGE else "",
        "here": request.get_full_path(),
    }
    return page("staffroom", context)


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
