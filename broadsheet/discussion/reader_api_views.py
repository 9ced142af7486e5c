"""The API that pages use while they are read: likes, and what is the reader's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comments_to_show
from broadsheet.discussion.editing import WINDOW, editable_until
from broadsheet.discussion.forms import OwnItemsQuery
from broadsheet.discussion.liking import like, unlike
from broadsheet.discussion.lookup import find_comment, find_story, speaking
from broadsheet.discussion.markup import likes_words, own_markup
from broadsheet.discussion.own_items import liked_in, own_comments
from broadsheet.discussion.writer_cookie import REMEMBERED, remembered
from broadsheet.kit import json, page, refusing, wants_json
from broadsheet.people import Reader, known, network, remember_guest
from broadsheet.stories import Story

_MOST_OWN = 50


@require_POST
@refusing
def like_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _like_or_unlike(request, find_comment(comment_id), like)


@require_POST
@refusing
def unlike_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _like_or_unlike(request, find_comment(comment_id), unlike)


@require_POST
@refusing
def like_story(request: HttpRequest, story_id: int) -> HttpResponse:
    return _like_or_unlike(request, find_story(story_id), like)


@require_POST
@refusing
def unlike_story(request: HttpRequest, story_id: int) -> HttpResponse:
    return _like_or_unlike(request, find_story(story_id), unlike)


def _like_or_unlike(
    request: HttpRequest, thing: Comment | Story, verb: Callable[[Comment | Story, Reader, str], int]
) -> HttpResponse:
    """Without script a like is answered with a page from which it can be taken back."""
    reader = known(request, admit=True)
    story = thing.story if isinstance(thing, Comment) else thing
    with speaking(story):
        likes = verb(thing, reader, network(request))
        facts = {"likes": likes, "liked": verb is like, "words": likes_words(likes)}
        if wants_json(request):
            response = json(facts)
        elif verb is like:
            undo = f"{request.path.removesuffix('like')}unlike"
            response = page(
                request, "discussion/liked", {"story": story, "undo": undo, "back": _address_of(thing), **facts}
            )
        else:
            response = HttpResponseRedirect(_address_of(thing), status=303)
    remember_guest(response, reader)
    return response


def _address_of(thing: Comment | Story) -> str:
    if isinstance(thing, Comment):
        return f"/-/read/{thing.story_id}?comment={thing.pk}#comment-{thing.pk}"
    return f"/-/read/{thing.pk}"


@require_safe
@refusing
def me(request: HttpRequest) -> HttpResponse:
    """What the page shows besides for this reader: their name, likes, held comments, and what they may still change."""
    reader, writer = known(request), remembered(request)
    story_id = OwnItemsQuery(request.GET).story_id()
    story = find_story(story_id) if story_id else None
    facts: dict[str, Any] = {field: writer.get(field, "") for field in REMEMBERED}
    facts |= {"moderates": reader.moderates, "role": None, "liked": [], "story_liked": False, "own": [], "mine": []}
    if reader.person is not None:
        facts |= {"name": reader.person.chosen or facts["name"], "role": reader.person.role}
    if story is not None:
        with speaking(story):
            facts |= _facts_in_story(story, reader) | _links_of_person(reader)
    return json(facts)


def _links_of_person(reader: Reader) -> dict[str, Any]:
    """Links for a person beside the form, in its language: their own page and, for staff, the desk."""
    if reader.person is None:
        return {}
    doors = [["/-/you/", gettext("Your page")]]
    if reader.moderates:
        doors.append(["/-/desk/", gettext("Comments that wait")])
    return {"doors": doors, "you": gettext("you")}


def _facts_in_story(story: Story, reader: Reader) -> dict[str, Any]:
    liked, story_liked = liked_in(story.pk, reader)
    own = own_comments(story.pk, reader, timezone.now() - WINDOW)
    return {
        "liked": liked,
        "story_liked": story_liked,
        "own": _own_facts(own.changeable[:_MOST_OWN]) if own.changeable else [],
        "mine": own.published if reader.person else [],
    }


def _own_facts(ids: list[int]) -> list[dict[str, Any]]:
    """Comments that nobody else sees, and those that may still be changed, the oldest first."""
    found = comments_to_show(ids)
    return [
        {
            "id": comment.pk,
            "parent": comment.parent_id,
            "state": State.HELD if comment.waits else comment.state,
            "html": own_markup(comment),
            "until": _until(comment).isoformat(),
        }
        for _, comment in sorted(found.items())
    ]


def _until(comment: Comment) -> datetime:
    """Until when it may be changed; what was removed, no longer."""
    return comment.created if comment.state == State.REMOVED else editable_until(comment)
