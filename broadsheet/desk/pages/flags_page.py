"""The flags of one comment: answered all at once, with a word to those who left an address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.comments import Comment
from broadsheet.comments.queries import comment_with_story
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.forms import FlagsAnswerForm
from broadsheet.kit import Refusal
from broadsheet.moderation import reports
from broadsheet.people import Person


@require_safe
@at_desk
def flags(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """What readers found wrong, and the form that answers them. `?back=` is where one came from."""
    comment = _found(person, comment_id)
    return _shown(request, comment, FlagsAnswerForm(initial={"back": request.GET.get("back", "")}))


def _found(person: Person, comment_id: int) -> Comment:
    comment = comment_with_story(comment_id)
    if comment is None:
        raise Http404
    moderation.refuse_other_sections(person, comment)
    return comment


def _shown(request: HttpRequest, comment: Comment, form: FlagsAnswerForm) -> HttpResponse:
    flagged = moderation.flags_of(comment)
    waiting = [one for one in flagged if one["right"] is None]
    context: dict[str, Any] = {
        "comment": comment,
        "seen": moderation.Seen.now(comment),
        "flags": flagged,
        "waiting": len(waiting),
        "hears": sum(one["hears"] for one in waiting),
        "weight": sum(one["weight"] for one in waiting),
        "form": form,
    }
    return page(request, "flags", context, form.status)


@require_POST
@at_desk
def dismiss(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The flags were wrong; a comment that they held is published again."""
    return _answer(request, person, comment_id, right=False)


@require_POST
@at_desk
def agree(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The flags were right: the comment is removed."""
    return _answer(request, person, comment_id, right=True)


def _answer(request: HttpRequest, person: Person, comment_id: int, *, right: bool) -> HttpResponse:
    comment = _found(person, comment_id)
    form = FlagsAnswerForm(request.POST)
    try:
        given = form.cleaned()
        reports.settle_flags(comment, person, right=right, words=given["words"], seen=given["seen"])
    except Refusal as refusal:
        return _shown(request, comment, form.refused(refusal))
    return HttpResponseRedirect(given["back"], status=303)
