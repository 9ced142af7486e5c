"""The tools for one comment: redact a passage, feature, pin, close its thread, move it, and reply as staff."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet.comments import Comment
from broadsheet.desk.base_form import DeskForm
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.comment_lookup import comment_in_remit
from broadsheet.desk.pages.forms import FindStoryForm, MoveForm, RedactionForm, StaffReplyForm
from broadsheet.discussion import answer_as_staff
from broadsheet.kit import Gone, NotYours, Refusal, Unfit
from broadsheet.moderation import (
    Seen,
    feature,
    move_back,
    move_thread,
    pin,
    redact_passage,
    shut_thread,
    undo_redaction,
)
from broadsheet.moderation.queries import find_move, find_redaction, last_move, redactions_of
from broadsheet.people import Person
from broadsheet.stories import queries

_MOST_STORIES = 30  # offered to move a thread to
Change = Callable[[Comment, Person], object]


@require_safe
@at_desk
def tools(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The comment with everything that can be done to it; `find` looks for a story by words of its headline."""
    return _shown(request, person, comment_in_remit(comment_id, person), DeskForm())


def _shown(request: HttpRequest, person: Person, comment: Comment, form: DeskForm) -> HttpResponse:
    """The page; `form` is the one that was refused, or an empty one."""
    headline = str(FindStoryForm(request.GET).given().get("find", ""))
    move = last_move(comment)
    context = {
        "comment": comment,
        "seen": Seen.now(comment),
        "top": comment.thread or comment,
        "marks": _marks_of(comment),
        "redactions": redactions_of(comment),
        "moves": [move] if move else [],
        "find": headline,
        "stories": queries.public_stories(
            sections=person.remit, headline=headline, without=comment.story_id, most=_MOST_STORIES
        ),
        "form": form,
        "reply": form if isinstance(form, StaffReplyForm) else StaffReplyForm(),
        "redaction": form if isinstance(form, RedactionForm) else RedactionForm(initial={"left": comment.text}),
        "moving": form if isinstance(form, MoveForm) else MoveForm(),
    }
    return page(request, "comment_tools", context, form.status)


def _marks_of(comment: Comment) -> list[tuple[str, str]]:
    """What `mark` can do to it now, each with the words of its button; only a thread's first comment can be pinned."""
    shut = (comment.thread or comment).shut
    chosen = ("unfeature", gettext("Stop featuring it"))
    pinned = ("unpin", gettext("Unpin")) if comment.pinned else ("pin", gettext("Pin the thread above the others"))
    return [
        chosen if comment.featured else ("feature", gettext("Feature this comment")),
        *([] if comment.parent_id else [pinned]),
        ("unshut", gettext("Allow replies again")) if shut else ("shut", gettext("Close this thread to replies")),
    ]


def _done(
    request: HttpRequest, person: Person, comment_id: int, change: Change, form: DeskForm | None = None
) -> HttpResponse:
    """Change it and show it again; refused, with the sentence and with what was typed."""
    comment = comment_in_remit(comment_id, person)
    form = form or DeskForm({})
    try:
        change(comment, person)
    except Refusal as refusal:
        return _shown(request, person, comment_in_remit(comment_id, person), form.refused(refusal))
    return HttpResponseRedirect(f"/-/desk/comments/{comment_id}/tools", status=303)


@require_POST
@at_desk
def redact(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """Take a passage out: `left` is what is left of the text that was `seen`."""
    form = RedactionForm(request.POST)

    def change(comment: Comment, by: Person) -> None:
        given = form.cleaned()
        redact_passage(comment, given["left"], by, seen=given["seen"])

    return _done(request, person, comment_id, change, form)


@require_POST
@at_desk
def restore_passage(request: HttpRequest, person: Person, comment_id: int, redaction_id: int) -> HttpResponse:
    """Put the passage back."""

    def change(comment: Comment, by: Person) -> None:
        found = find_redaction(redaction_id, comment)
        if found is None:
            raise Gone(gettext("There is nothing to be put back here."))
        undo_redaction(found, by)

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
    """Move the thread to the story that `to` names."""
    form = MoveForm(request.POST)

    def change(comment: Comment, by: Person) -> None:
        to = queries.find_story(form.cleaned()["to"])
        if to is None:
            raise Unfit(gettext("Please choose the story that it belongs to."), "to")
        if not by.works_in(to.section_id):
            raise NotYours(gettext("That story belongs to another section than yours: nothing was done."), "to")
        move_thread(comment, to, by)

    return _done(request, person, comment_id, change, form)


@require_POST
@at_desk
def undo_move(request: HttpRequest, person: Person, comment_id: int, move_id: int) -> HttpResponse:
    """Move the thread back to where it came from."""

    def change(comment: Comment, by: Person) -> None:
        found = find_move(move_id, comment)
        if found is None:
            raise Gone(gettext("There is nothing to be moved back here."))
        if not by.works_in(found.story.section_id):
            raise NotYours(gettext("That story belongs to another section than yours: nothing was done."))
        move_back(found, by)

    return _done(request, person, comment_id, change)


@require_POST
@at_desk
def reply(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """Reply as staff; a comment that waits is published first, both or neither."""
    form = StaffReplyForm(request.POST)

    def change(comment: Comment, by: Person) -> None:
        given = form.cleaned()
        answer_as_staff(comment, given["answer"], by, seen=given["seen"])

    return _done(request, person, comment_id, change, form)
