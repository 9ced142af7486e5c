"""Writers: who somebody is, what they wrote in numbers, and the restrictions in force and past."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet import moderation, people
from broadsheet.comments.queries import comment_with_story
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.restriction_forms import (
    FOR_ANYBODY,
    FindPersonForm,
    LiftForm,
    RestrictionForm,
    choices_in_words,
    targets_of,
    value_of,
)
from broadsheet.kit import Refusal, Unfit
from broadsheet.moderation import Writer
from broadsheet.people import Person, Restriction, RestrictionTarget, RestrictionType, restrict

_HERE = "/-/desk/people"
_SHOWN = 100


@require_safe
@at_desk
def listing(request: HttpRequest, by: Person) -> HttpResponse:
    """`?q=` looks for somebody by name or address; below, everything that is in force."""
    return _listing(request, RestrictionForm(FOR_ANYBODY))


def _listing(request: HttpRequest, form: RestrictionForm) -> HttpResponse:
    words = str(FindPersonForm(request.GET).given().get("q", ""))
    context = {
        "q": words,
        "found": moderation.look_for(words),
        "restrictions": [(one, _name_of(one)) for one in people.latest_restrictions(_SHOWN)],
        "form": form,
        **choices_in_words(FOR_ANYBODY),
    }
    return page(request, "people", context, form.status)


@require_POST
@at_desk
def restrict_anybody(request: HttpRequest, by: Person) -> HttpResponse:
    """Whoever has an address, a mail domain or a name."""
    form = RestrictionForm(FOR_ANYBODY, request.POST)
    try:
        given = form.cleaned()
        restrict(
            RestrictionType(given["type"]),
            RestrictionTarget(given["target"]),
            given["value"],
            by=by,
            ends=form.ends(),
            reason=given["reason"],
            message=given["message"],
        )
    except Refusal as refusal:
        return _listing(request, form.refused(refusal))
    return HttpResponseRedirect(_HERE, status=303)


@require_safe
@at_desk
def of_comment(request: HttpRequest, by: Person, comment_id: int) -> HttpResponse:
    """To the page of whoever wrote this comment."""
    comment = comment_with_story(comment_id)
    if comment is None:
        raise Http404
    return HttpResponseRedirect(f"{_HERE}/{moderation.writer_behind(comment).key}")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def writer(request: HttpRequest, by: Person, key: str) -> HttpResponse:
    """One writer, who can be restricted here."""
    found = moderation.find_writer(key)
    if found is None:
        raise Http404
    targets = targets_of(found)
    if request.method != "POST":
        return _writer(request, found, RestrictionForm(targets))
    form = RestrictionForm(targets, request.POST)
    try:
        _restrict(found, form, by)
    except Refusal as refusal:
        return _writer(request, found, form.refused(refusal))
    return HttpResponseRedirect(f"{_HERE}/{key}#restrictions", status=303)


def _restrict(found: Writer, form: RestrictionForm, by: Person) -> None:
    if found.person is not None and found.person.moderates:
        raise Unfit(
            gettext("Restrictions are for readers. Staff are appointed and dismissed in the newsroom."), "target"
        )
    given = form.cleaned()
    target = RestrictionTarget(given["target"])
    moderation.restrict_writer(
        found,
        RestrictionType(given["type"]),
        target,
        value_of(found, target),
        by=by,
        ends=form.ends(),
        reason=given["reason"],
        message=given["message"],
    )


def _writer(request: HttpRequest, found: Writer, form: RestrictionForm) -> HttpResponse:
    restrictions = moderation.restrictions_on(found)
    context = {
        "writer": found,
        "numbers": moderation.in_numbers(found),
        "in_force": [one for one in restrictions if one.is_in_force],
        "past": [one for one in restrictions if not one.is_in_force],
        "lately": found.comments.select_related("story").defer("story__body", "html").order_by("-pk")[:10],
        "staff": found.person is not None and found.person.moderates,
        "here": f"{_HERE}/{found.key}",
        "form": form,
        **choices_in_words(targets_of(found), found),
    }
    return page(request, "writer", context, form.status)


@require_POST
@at_desk
def lift_restriction(request: HttpRequest, by: Person, restriction_id: int) -> HttpResponse:
    """End it now; back to where it was lifted from."""
    restriction = people.find_restriction(restriction_id)
    if restriction is None:
        raise Http404
    people.lift_restriction(restriction, by)
    key = str(LiftForm(request.POST).given().get("back", ""))
    return HttpResponseRedirect(f"{_HERE}/{key}" if moderation.find_writer(key) else _HERE, status=303)


def _name_of(one: Restriction) -> tuple[str, str]:
    """What staff read of it, and the page of the writer where there is one."""
    key = f"person-{one.target_hash}" if one.target == RestrictionTarget.PERSON else ""
    return one.target_label or gettext("no longer known"), key
