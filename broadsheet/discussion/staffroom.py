"""A plain list of comments where staff decide."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import spam as spam_filter
from broadsheet.discussion.acknowledging import answer_flags
from broadsheet.discussion.answering import json, page, wants_json
from broadsheet.discussion.deciding import hide_comment, publish_comment
from broadsheet.discussion.flooding import floods, settle_flood, undo_settlement
from broadsheet.discussion.justifying import all_in_words
from broadsheet.discussion.models import Comment, Flag, Settlement, State
from broadsheet.discussion.refusals import Gone
from broadsheet.discussion.remits import in_remit, may_decide
from broadsheet.discussion.screening import confirm
from broadsheet.discussion.writers import block_person, let_person_in
from broadsheet.people import Person, moderators_only
from broadsheet.stories import house

_ON_A_PAGE = 50
_FLAGS = 200  # looked at
_REPORTED, _DRAWN = "flagged", "drawn"
_UNDO_SHOWN = timedelta(hours=24)
_LIST = "/-/comments/"


@require_safe
@moderators_only
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first, one state at a time, held ones unless another is asked for. Paged by id: `before`."""
    asked = request.GET.get("state", State.HELD)
    state = asked if asked in {*State.values, _REPORTED, _DRAWN} else str(State.HELD)
    person = request.user
    assert isinstance(person, Person)
    comments = _listed(state).filter(in_remit(person))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        comments = comments.filter(pk__lt=int(before))
    comments = comments.select_related("story", "person").prefetch_related("reports").defer("story__body", "digest")
    found = list(comments.order_by("-pk")[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    reasons = all_in_words(shown)
    context = {
        "comments": [(comment, reasons[comment.pk]) for comment in shown],
        "state": state,
        "states": [*State.choices, (_REPORTED, gettext("Flagged")), (_DRAWN, gettext("Drawn at random"))],
        "floods": floods() if state == State.HELD and not before and person.remit is None else [],
        "settled": Settlement.objects.filter(undone=None, at__gt=timezone.now() - _UNDO_SHOWN).order_by("-pk")[:5],
        "older": urlencode({"state": state, "before": shown[-1].pk}) if len(found) > _ON_A_PAGE else "",
        "here": request.get_full_path(),
    }
    with timezone.override(ZoneInfo(house().time_zone)):
        return page("staffroom", context)


def _listed(state: str) -> QuerySet[Comment]:
    if state == _REPORTED:
        return _reported()
    if state == _DRAWN:
        return Comment.objects.filter(pk__in=spam_filter.to_audit())
    return Comment.objects.filter(state=state)


def _reported() -> QuerySet[Comment]:
    """Those that readers flagged lately, that still stand, and whose flags nobody has answered."""
    flags = Flag.objects.filter(right=None).order_by("-pk").values_list("comment_id", flat=True)[:_FLAGS]
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


@require_POST
@moderators_only
def good(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A published comment is confirmed: it stays, and the filter learns."""
    comment = get_object_or_404(Comment.objects.select_related("story"), pk=comment_id)
    if not isinstance(request.user, Person) or not may_decide(request.user, comment):
        raise PermissionDenied
    confirm(comment, request.user)
    with suppress(Gone):  # no flag waits
        answer_flags(comment, request.user)
    return _answer(request, comment_id)


@require_POST
@moderators_only
def block_writer(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Close the account of whoever wrote this; all of their sessions end at once, and what they wrote stays."""
    writer = get_object_or_404(Comment.objects.select_related("person"), pk=comment_id, person__isnull=False).person
    if writer is not None and isinstance(request.user, Person):
        block_person(writer, request.user)
    return _answer(request, comment_id)


@require_POST
@moderators_only
def unblock_writer(request: HttpRequest, comment_id: int) -> HttpResponse:
    writer = get_object_or_404(Comment.objects.select_related("person"), pk=comment_id, person__isnull=False).person
    if writer is not None and isinstance(request.user, Person):
        let_person_in(writer, request.user)
    return _answer(request, comment_id)


@require_POST
@moderators_only
def settle(request: HttpRequest) -> HttpResponse:
    """One decision for a flood: `like` says which, `decision` published or spam."""
    like, decision = request.POST.get("like", ""), request.POST.get("decision", "")
    if like.isascii() and like.isdigit() and len(like) < 19 and decision in {State.PUBLISHED, State.SPAM}:
        assert isinstance(request.user, Person)
        _refuse_part_of_the_house(request.user)
        settle_flood(int(like), State(decision), request.user)
    return HttpResponseRedirect(_LIST, status=303)


@require_POST
@moderators_only
def undo(request: HttpRequest, settlement_id: int) -> HttpResponse:
    assert isinstance(request.user, Person)
    _refuse_part_of_the_house(request.user)
    undo_settlement(get_object_or_404(Settlement, pk=settlement_id), request.user)
    return HttpResponseRedirect(_LIST, status=303)


def _refuse_part_of_the_house(person: Person) -> None:
    """A flood is all over the house: who works in some sections of it leaves it to others."""
    if person.remit is not None:
        raise PermissionDenied


def _answer(request: HttpRequest, comment_id: int) -> HttpResponse:
    if wants_json(request):
        return json({"id": comment_id})
    return HttpResponseRedirect(_back(request), status=303)


def _decide(request: HttpRequest, comment_id: int, state: State) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.select_related("story").defer("story__body"), pk=comment_id)
    by = request.user if isinstance(request.user, Person) else None
    if by is None or not may_decide(by, comment):
        raise PermissionDenied
    if state == State.PUBLISHED:
        publish_comment(comment, by)
    else:
        hide_comment(comment, by, state)
    if wants_json(request):
        return json({"id": comment.pk, "state": comment.state})
    return HttpResponseRedirect(_back(request), status=303)


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    ours = back.startswith(_LIST) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else _LIST
