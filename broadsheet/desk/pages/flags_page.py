"""The flags of one comment: answered all at once, with a word to those who left an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from broadsheet import moderation
from broadsheet.comments import Comment
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import Refusal
from broadsheet.moderation import reports
from broadsheet.people import Person

_LIST = "/-/desk/?queue=flagged"


@require_safe
@at_desk
def flags(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """What readers found wrong, and the form that answers them. `?back=` is where one came from."""
    comment = _found(person, comment_id)
    return _shown(request, comment, {"back": request.GET.get("back", "")})


def _found(person: Person, comment_id: int) -> Comment:
    found = Comment.objects.select_related("story", "person").defer("story__body")
    comment = get_object_or_404(found, pk=comment_id)
    moderation.refuse_other_sections(person, comment)
    return comment


def _shown(
    request: HttpRequest, comment: Comment, given: dict[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    flagged = moderation.flags_of(comment)
    context: dict[str, Any] = {
        "comment": comment,
        "flags": flagged,
        "waiting": sum(one["right"] is None for one in flagged),
        "hears": sum(one["hears"] and one["right"] is None for one in flagged),
        "weight": sum(one["weight"] for one in flagged if one["right"] is None),
        "given": given,
        "refusal": refusal,
    }
    return page(request, "flags", context, refusal.status if refusal else 200)


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
    given = {name: request.POST.get(name, "") for name in ("words", "back", "seen")}
    try:
        reports.settle_flags(comment, person, right=right, words=given["words"], seen=moderation.Seen(given["seen"]))
    except Refusal as refusal:
        return _shown(request, comment, given, refusal)
    back = given["back"]
    ours = back.startswith("/-/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if ours else _LIST, status=303)
