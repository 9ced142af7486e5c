"""Closing the account of whoever wrote something, and opening it again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from broadsheet.discussion.answering import json, wants_json
from broadsheet.discussion.models import Comment
from broadsheet.discussion.writers import block_person, let_person_in
from broadsheet.people import Person, moderators_only


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


def _answer(request: HttpRequest, comment_id: int) -> HttpResponse:
    if wants_json(request):
        return json({"id": comment_id})
    return HttpResponseRedirect(f"/-/desk/comments/{comment_id}", status=303)
