"""Persons at the desk: who somebody is, what they wrote in numbers, and the restrictions in force and past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet import moderation
from broadsheet.comments import Comment
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import Refusal, Unfit
from broadsheet.moderation import Writer
from broadsheet.people import (
    Person,
    Restriction,
    RestrictionTarget,
    RestrictionType,
    find_restriction,
    lift_restriction,
    restrict,
    restrictions_in_force,
)

Choice = TypeVar("Choice", RestrictionTarget, RestrictionType)
_HERE = "/-/desk/people"
_SHOWN = 100
_DAYS = {"day": 1, "week": 7, "month": 30}


@require_safe
@at_desk
def listing(request: HttpRequest, by: Person) -> HttpResponse:
    """`?q=` looks for somebody by name or address; below, everything that is in force."""
    return _listing(request, {})


def _listing(request: HttpRequest, given: Mapping[str, str], refusal: Refusal | None = None) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:254]
    context = {
        "q": words,
        "found": moderation.look_for(words),
        "restrictions": [(one, _name_of(one)) for one in restrictions_in_force(_SHOWN)],
        **_form(given, [RestrictionTarget.EMAIL, RestrictionTarget.DOMAIN, RestrictionTarget.NAME], refusal),
    }
    return page(request, "people", context, refusal.status if refusal else 200)


@require_POST
@at_desk
def restrict_anybody(request: HttpRequest, by: Person) -> HttpResponse:
    """On an address, a mail domain or a name, whoever that is."""
    given = request.POST.dict()
    try:
        aim = _one_of(
            [RestrictionTarget.EMAIL, RestrictionTarget.DOMAIN, RestrictionTarget.NAME], given.get("aim", ""), "aim"
        )
        restrict(
            does_of(given),
            aim,
            given.get("mark", ""),
            by=by,
            ends=end_of(given),
            reason=given.get("why", ""),
            message=given.get("told", ""),
        )
    except Refusal as refusal:
        return _listing(request, given, refusal)
    return HttpResponseRedirect(_HERE, status=303)


@require_safe
@at_desk
def of_comment(request: HttpRequest, by: Person, comment_id: int) -> HttpResponse:
    """To whoever wrote this comment."""
    comment = get_object_or_404(Comment.objects.select_related("person"), pk=comment_id)
    return HttpResponseRedirect(f"{_HERE}/{moderation.writer_behind(comment).key}")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def writer(request: HttpRequest, by: Person, key: str) -> HttpResponse:
    """One writer; a restriction begins here."""
    found = moderation.find_writer(key)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _writer(request, found, {})
    given = request.POST.dict()
    try:
        _restrict(found, given, by)
    except Refusal as refusal:
        return _writer(request, found, given, refusal)
    return HttpResponseRedirect(f"{_HERE}/{key}#restrictions", status=303)


def _restrict(found: Writer, given: Mapping[str, str], by: Person) -> None:
    if found.person is not None and found.person.moderates:
        raise Unfit(gettext("Measures are for readers. Staff are appointed and dismissed in the newsroom."), "aim")
    aim = _one_of(_aims(found), given.get("aim", ""), "aim")
    ends, message = end_of(given), given.get("told", "")
    moderation.restrict_writer(
        found, does_of(given), aim, _mark(found, aim), by=by, ends=ends, reason=given.get("why", ""), message=message
    )


def _aims(found: Writer) -> list[RestrictionTarget]:
    """What a restriction of this writer can apply to."""
    aims = [RestrictionTarget.PERSON] if found.person else [RestrictionTarget.GUEST] if found.guest else []
    aims += [RestrictionTarget.EMAIL, RestrictionTarget.DOMAIN] if found.email else []
    return [*aims, RestrictionTarget.NAME, *([RestrictionTarget.NETWORK] if moderation.networks_behind(found) else [])]


def _mark(found: Writer, aim: RestrictionTarget) -> str:
    """Taken from the writer, not from the form: no hash leaves this machine."""
    if aim == RestrictionTarget.NETWORK:
        return next(iter(moderation.networks_behind(found)), "")
    return {
        RestrictionTarget.PERSON: str(found.person.pk if found.person else ""),
        RestrictionTarget.GUEST: found.guest,
        RestrictionTarget.EMAIL: found.email,
        RestrictionTarget.DOMAIN: found.email.rpartition("@")[2],
        RestrictionTarget.NAME: found.name.replace("*", ""),
    }[aim]


def _writer(
    request: HttpRequest, found: Writer, given: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    restrictions = moderation.restrictions_on(found)
    lately = found.comments.select_related("story").defer("story__body", "html").order_by("-pk")[:10]
    context = {
        "writer": found,
        "numbers": moderation.in_numbers(found),
        "in_force": [one for one in restrictions if one.is_in_force],
        "past": [one for one in restrictions if not one.is_in_force],
        "lately": lately,
        "staff": found.person is not None and found.person.moderates,
        "here": f"{_HERE}/{found.key}",
        **_form(given, _aims(found), refusal, found),
    }
    return page(request, "writer", context, refusal.status if refusal else 200)


@require_POST
@at_desk
def lift_by_id(request: HttpRequest, by: Person, number: int) -> HttpResponse:
    """End it now; back to where it was lifted from."""
    restriction = find_restriction(number)
    if restriction is None:
        raise Http404
    lift_restriction(restriction, by)
    key = request.POST.get("back", "")
    return HttpResponseRedirect(f"{_HERE}/{key}" if moderation.find_writer(key) else _HERE, status=303)


def _form(
    given: Mapping[str, str], aims: list[RestrictionTarget], refusal: Refusal | None, found: Writer | None = None
) -> dict[str, Any]:
    return {
        "given": {"does": "note", "until": "week", "aim": str(aims[0]), **given},
        "aims": [(str(aim), _aim_in_words(aim, found)) for aim in aims],
        "does": [(str(one), _DOES[one]()) for one in RestrictionType],
        "untils": [(name, words()) for name, words in _UNTIL.items()],
        "today": timezone.localdate().isoformat(),
        "refusal": refusal,
        "field": refusal.field if refusal else "",
    }


_DOES: dict[RestrictionType, Callable[[], str]] = {
    RestrictionType.NOTE: lambda: gettext("Note, for the desk alone"),
    RestrictionType.WARN: lambda: gettext("Warn: they read it before their next comment is taken"),
    RestrictionType.SLOW: lambda: gettext("Slow down: one comment in ten minutes"),
    RestrictionType.HOLD: lambda: gettext("Hold: everything waits for a moderator"),
    RestrictionType.SUSPEND: lambda: gettext("Suspend: they read, and cannot write"),
    RestrictionType.BLOCK: lambda: gettext("Block: they cannot write, and an account is closed"),
}
_UNTIL: dict[str, Callable[[], str]] = {
    "day": lambda: gettext("a day"),
    "week": lambda: gettext("a week"),
    "month": lambda: gettext("a month"),
    "date": lambda: gettext("until the end of"),
    "never": lambda: gettext("without end"),
}


def _aim_in_words(aim: RestrictionTarget, found: Writer | None) -> str:
    words = {
        RestrictionTarget.PERSON: gettext("this person"),
        RestrictionTarget.GUEST: gettext("this guest’s browser"),
        RestrictionTarget.EMAIL: gettext("the e-mail address"),
        RestrictionTarget.DOMAIN: gettext("the mail domain"),
        RestrictionTarget.NAME: gettext("the name, and what looks like it"),
        RestrictionTarget.NETWORK: gettext("the network of their last comment, for 30 days at most"),
    }[aim]
    if found is None or aim in {RestrictionTarget.PERSON, RestrictionTarget.GUEST, RestrictionTarget.NETWORK}:
        return words
    return f"{words}: {_mark(found, aim)}"


def does_of(given: Mapping[str, str]) -> RestrictionType:
    return _one_of(list(RestrictionType), given.get("does", ""), "does")


def _one_of(choices: list[Choice], typed: str, field: str) -> Choice:
    for one in choices:
        if str(one) == typed:
            return one
    raise Unfit(gettext("Please choose one of these."), field)


def end_of(given: Mapping[str, str]) -> datetime | None:
    """None is without end. Raises Unfit."""
    until = given.get("until", "")
    if until == "never":
        return None
    if until in _DAYS:
        return timezone.now() + timedelta(days=_DAYS[until])
    try:
        day = parse_date(given.get("date", "").strip()) if until == "date" else None
    except ValueError:
        day = None
    if day is None or not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=36_500):
        raise Unfit(gettext("Please choose a day that is still to come."), "until")
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _name_of(one: Restriction) -> tuple[str, str]:
    """What staff read of it, and the page of the writer where there is one."""
    key = f"person-{one.target_hash}" if one.target == RestrictionTarget.PERSON else ""
    return one.target_label or gettext("no longer known"), key
