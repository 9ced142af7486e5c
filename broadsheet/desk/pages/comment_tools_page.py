"""One comment in the hands of the desk: shortened, chosen, pinned, answered, its thread shut or moved."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.comments import Comment, State
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.decision_views import theirs
from broadsheet.discussion import post_comment
from broadsheet.kit import Gone, NotYours, Refusal, Unfit
from broadsheet.moderation import (
    Cut,
    Move,
    cut_passage,
    feature,
    move_back,
    move_thread,
    pin,
    publish_comment,
    put_back,
    shut_thread,
)
from broadsheet.people import Person, Reader
from broadsheet.stories import Story

_STORIES = 30  # offered to be moved to
Change = Callable[[Comment, Person], object]


@require_safe
@at_desk
def tend(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The comment with everything that can be done to it."""
    return _shown(request, person, theirs(comment_id, person))


def _shown(
    request: HttpRequest,
    person: Person,
    comment: Comment,
    refusal: Refusal | None = None,
    given: dict[str, str] | None = None,
) -> HttpResponse:
    looked_for = request.GET.get("find", "").replace("\0", "").strip()[:100]
    context = {
        "comment": comment,
        "top": comment.thread or comment,
        "marks": _marks_of(comment),
        "cuts": Cut.objects.filter(comment=comment, undone=None).select_related("by").order_by("-pk"),
        "moves": Move.objects.filter(comment=comment, undone=None).select_related("by", "story").order_by("-pk")[:1],
        "find": looked_for,
        "stories": _stories(person, comment, looked_for),
        "refusal": refusal,
        "field": refusal.field if refusal else "",
        "given": given or {},
    }
    return page(request, "tending", context, refusal.status if refusal else 200)


def _marks_of(comment: Comment) -> list[tuple[str, str]]:
    """What `mark` can do to it now, each with the words of its button; only a thread's first comment can be pinned."""
    shut = (comment.thread or comment).shut
    chosen = ("unfeature", gettext("No longer chosen"))
    pinned = ("unpin", gettext("Unpin")) if comment.pinned else ("pin", gettext("Pin the thread above the others"))
    return [
        chosen if comment.featured else ("feature", gettext("Choose it for everybody to find")),
        *([] if comment.parent_id else [pinned]),
        ("unshut", gettext("Take replies again")) if shut else ("shut", gettext("Take no more replies in this thread")),
    ]


def _stories(person: Person, comment: Comment, words: str) -> list[Story]:
    """Where a thread may go: the newest stories, or those with these words in the headline."""
    stories = Story.objects.filter(live=True).exclude(pk=comment.story_id).defer("body")
    if person.remit is not None:
        stories = stories.filter(section__in=person.remit)
    if words:
        stories = stories.filter(headline__icontains=words)
    return list(stories.order_by("-published_at", "-pk")[:_STORIES])


def _done(request: HttpRequest, person: Person, comment_id: int, change: Change, *fields: str) -> HttpResponse:
    """Change it and show it again; refused, with the sentence and with what was typed."""
    comment = theirs(comment_id, person)
    given = {name: request.POST.get(name, "").replace("\0", "") for name in fields}
    try:
        change(comment, person)
    except Refusal as refusal:
        return _shown(request, person, theirs(comment_id, person), refusal, given)
    return HttpResponseRedirect(f"/-/desk/comments/{comment_id}/tend", status=303)


@require_POST
@at_desk
def cut(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    left, seen = (request.POST.get(name, "").replace("\0", "") for name in ("left", "seen"))
    return _done(request, person, comment_id, lambda one, by: cut_passage(one, left, by, seen=seen), "left")


@require_POST
@at_desk
def uncut(request: HttpRequest, person: Person, comment_id: int, cut_id: int) -> HttpResponse:
    def change(comment: Comment, by: Person) -> None:
        found = Cut.objects.filter(pk=cut_id, comment=comment).first()
        if found is None:
            raise Gone(gettext("There is nothing to be put back here."))
        put_back(found, by)

    return _done(request, person, comment_id, change)


_MARKS = {"feature": feature, "pin": pin, "shut": shut_thread}


@require_POST
@at_desk
def mark(request: HttpRequest, person: Person, comment_id: int, how: str) -> HttpResponse:
    """`feature`, `pin` or `shut`, each with `un` before it to take it back."""
    verb = _MARKS.get(how.removeprefix("un"))
    if verb is None:
        raise Gone(gettext("There is no such mark."))
    return _done(request, person, comment_id, lambda one, by: verb(one, by, on=not how.startswith("un")))


@require_POST
@at_desk
def move(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    asked = request.POST.get("to", "")

    def change(comment: Comment, by: Person) -> None:
        to = (
            Story.objects.filter(pk=int(asked)).first()
            if asked.isascii() and asked.isdigit() and len(asked) < 19
            else None
        )
        if to is None:
            raise Unfit(gettext("Please choose the story that it belongs to."), "to")
        if not by.works_in(to.section_id):
            raise NotYours(gettext("That story belongs to another section than yours: nothing was done."), "to")
        move_thread(comment, to, by)

    return _done(request, person, comment_id, change, "to")


@require_POST
@at_desk
def unmove(request: HttpRequest, person: Person, comment_id: int, move_id: int) -> HttpResponse:
    def change(comment: Comment, by: Person) -> None:
        found = Move.objects.filter(pk=move_id, comment=comment).select_related("story").first()
        if found is None:
            raise Gone(gettext("There is nothing to be moved back here."))
        if not by.works_in(found.story.section_id):
            raise NotYours(gettext("That story belongs to another section than yours: nothing was done."))
        move_back(found, by)

    return _done(request, person, comment_id, change)


@require_POST
@at_desk
def answer(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """As staff; what is answered is published first where it waits, or the answer would hang in the air."""
    text = request.POST.get("answer", "").replace("\0", "")

    def change(comment: Comment, by: Person) -> None:
        if comment.state == State.REMOVED:
            raise Gone(gettext("This comment was removed, so nobody could see what you answer."), "answer")
        if not text.strip():
            raise Unfit(gettext("Please write something."), "answer")
        if comment.state != State.PUBLISHED:
            publish_comment(comment, by)
        post_comment(comment.story, name=by.name, text=text, parent=comment.pk, reader=Reader(person=by))

    return _done(request, person, comment_id, change, "answer")
