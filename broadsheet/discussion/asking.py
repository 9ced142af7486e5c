"""What a page asks while it is read: likes, and what is the reader's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from broadsheet.discussion.answering import json, page, refusing, wants_json
from broadsheet.discussion.editing import editable_until
from broadsheet.discussion.finding import find_comment, find_story, speaking
from broadsheet.discussion.liking import like, likes_by, unlike
from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.owning import written_by
from broadsheet.discussion.remembering import REMEMBERED, remembered
from broadsheet.discussion.showing import likes_words, own_markup
from broadsheet.people import Reader, known, network, remember_guest
from broadsheet.stories import Story

_MOST_OWN = 50
_MOST_LIKED = 2000


@require_POST
@refusing
def like_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _press(request, find_comment(comment_id), like)


@require_POST
@refusing
def unlike_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _press(request, find_comment(comment_id), unlike)


@require_POST
@refusing
def like_story(request: HttpRequest, story_id: int) -> HttpResponse:
    return _press(request, find_story(story_id), like)


@require_POST
@refusing
def unlike_story(request: HttpRequest, story_id: int) -> HttpResponse:
    return _press(request, find_story(story_id), unlike)


def _press(
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
            response = page("liked", {"story": story, "undo": undo, "back": _back(thing), **facts})
        else:
            response = HttpResponseRedirect(_back(thing), status=303)
    remember_guest(response, reader)
    return response


def _back(thing: Comment | Story) -> str:
    if isinstance(thing, Comment):
        return f"/-/read/{thing.story_id}?comment={thing.pk}#comment-{thing.pk}"
    return f"/-/read/{thing.pk}"


@require_safe
@refusing
def me(request: HttpRequest) -> HttpResponse:
    """What the page shows besides for this reader: their name, likes, held comments, and what they may still change."""
    reader, writer = known(request), remembered(request)
    asked = request.GET.get("story", "")
    story = find_story(int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    facts: dict[str, Any] = {field: writer.get(field, "") for field in REMEMBERED}
    if reader.person is not None:
        facts["name"] = facts["name"] or reader.person.name
    facts |= {"moderates": reader.moderates, "liked": [], "story_liked": False, "own": []}
    if story is not None:
        with speaking(story):
            facts |= _in_story(story, reader)
    return json(facts)


def _in_story(story: Story, reader: Reader) -> dict[str, Any]:
    likes = likes_by(reader)
    liked = likes.filter(comment__story=story).order_by("-pk").values_list("comment_id", flat=True)
    return {
        "liked": list(liked[:_MOST_LIKED]),
        "story_liked": likes.filter(story=story).exists(),
        "own": _own(story, reader),
    }


def _own(story: Story, reader: Reader) -> list[dict[str, Any]]:
    """Comments that nobody else sees yet, and those that may still be changed, the oldest first."""
    written = written_by(reader).filter(story=story, state__in=[State.PUBLISHED, State.HELD, State.SPAM])
    now = timezone.now()
    found = written.select_related("parent", "person", "story").defer("story__body").order_by("-pk")[:_MOST_OWN]
    return [
        {
            "id": comment.pk,
            "parent": comment.parent_id,
            "state": State.HELD if comment.waits else comment.state,
            "html": own_markup(comment),
            "until": editable_until(comment).isoformat(),
        }
        for comment in reversed(found)
        if comment.waits or now < editable_until(comment)
    ]
