"""One comment at the desk: in its thread, beside the story as it stood when it was written, with all that was done to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet import stories
from broadsheet.comments import Comment
from broadsheet.desk.models import Case
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.comment_display import Item, items_of, with_deeds
from broadsheet.desk.pages.decision_views import last_decision, theirs
from broadsheet.desk.pages.history_page import lines_of_comment
from broadsheet.desk.pages.presence import glance
from broadsheet.desk.pages.queue_page import reasons
from broadsheet.desk.queue import write_cases
from broadsheet.people import Person

_MOST_BELOW = 100
_MOST_ABOVE = 12


@require_safe
@at_desk
def comment(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """With what stands above and below it, each of which can be decided here as well."""
    found = theirs(comment_id, person)
    above, below = _above(found), _below(found)
    back, why = f"/-/desk/comments/{comment_id}", reasons()
    some = with_deeds(_items([*above, comment_id, *below], person), back, why)
    items = {item.comment.pk: item for item in some}
    version = stories.version_at(found.story, found.created)
    context = {
        "item": items[comment_id],
        "above": [items[pk] for pk in above if pk in items],
        "below": [items[pk] for pk in below if pk in items],
        "more": len(below) == _MOST_BELOW,
        "version": version,
        "lines": lines_of_comment(found),
        "reasons": why,
        "last": last_decision(request, person),
        "back": back,
        "seen_by": glance(comment_id, person, keep=False),
    }
    return page(request, "comment", context)


def _items(ids: list[int], person: Person) -> list[Item]:
    cases = Case.objects.in_bulk(ids)
    missing = [pk for pk in ids if pk not in cases]
    if missing:  # the worker has not come to it yet
        write_cases(missing)
        cases |= Case.objects.in_bulk(missing)
    return items_of([cases[pk] for pk in ids if pk in cases], person)


def _above(found: Comment) -> list[int]:
    """What it answers, and what that answers, the topmost first."""
    chain: list[int] = []
    parent = found.parent_id
    while parent is not None and len(chain) < _MOST_ABOVE:
        chain.append(parent)
        parent = Comment.objects.filter(pk=parent).values_list("parent_id", flat=True).first()
    return chain[::-1]


def _below(found: Comment) -> list[int]:
    """What stands under it in reading order, in whatever state."""
    place = bytes(found.place)
    replies = Comment.objects.filter(thread=found.top_id, place__gt=place, place__lt=place + b"\xff")
    return list(replies.order_by("place").values_list("pk", flat=True)[:_MOST_BELOW])


@require_safe
@at_desk
def version(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The story as its readers saw it when this comment was written, and the paragraphs that changed since."""
    found = theirs(comment_id, person)
    shown = stories.version_at(found.story, found.created)
    return page(request, "version", {"comment": found, "story": found.story, "version": shown})
