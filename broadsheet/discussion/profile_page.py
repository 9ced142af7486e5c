"""The page of whoever is signed in: what they go by, their ways in, what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import people
from broadsheet.comments import Comment, State, claim, claimable, fit_name, fit_website
from broadsheet.kit import Refusal, Unfit, fields_of, page, refusing
from broadsheet.moderation import Writer, restrictions_on
from broadsheet.people import Person
from broadsheet.stories import house

_HERE = "/-/you/"
_SHOWN = 20
_MOST_ABOUT = 160  # letters
_FIELDS = ("name", "website", "about")

OwnView = Callable[[HttpRequest, Person], HttpResponse]


def own(view: OwnView) -> Callable[[HttpRequest], HttpResponse]:
    """For whoever is signed in; others are asked to. In the language of their browser and the house's zone."""

    @wraps(view)
    @refusing
    def answer(request: HttpRequest) -> HttpResponse:
        person = people.known(request).person
        if person is None:
            return HttpResponseRedirect(people.sign_in_address(_HERE), status=303)
        zone = ZoneInfo(house().time_zone)
        with translation.override(translation.get_language_from_request(request)), timezone.override(zone):
            try:
                if request.method == "POST":
                    people.pace_account(person.pk)
                return view(request, person)
            except Refusal as refusal:
                return _shown(request, person, refusal)

    return answer


@require_safe
@own
def you(request: HttpRequest, person: Person) -> HttpResponse:
    return _shown(request, person)


def _shown(
    request: HttpRequest, person: Person, refusal: Refusal | None = None, given: dict[str, str] | None = None
) -> HttpResponse:
    written = Comment.objects.filter(person=person).select_related("story").defer("story__body").order_by("-pk")
    context = {
        "person": person,
        "picture": mark_safe(people.picture(person.seed)),  # noqa: S308 - drawn here from a number
        "given": given or {"name": person.chosen, "website": person.website, "about": person.about},
        "refusal": refusal,
        "field": refusal.field if refusal else "",
        "linked": people.linked(person),
        "ways": people.open_ways(),
        "written": [(one, *_where_it_stands(one)) for one in written[:_SHOWN]],
        "claimable": claimable(person).count(),
        "restrictions": [
            one
            for one in restrictions_on(Writer("", person.name, person.email or "", person))
            if one.message and one.is_in_force
        ],
        "here": _HERE,
    }
    return page(request, "discussion/you", context, refusal.status if refusal else 200, scripts=True)


def _where_it_stands(comment: Comment) -> tuple[str, str]:
    """The address that shows it to its writer, and what became of it; nothing to say of what is published."""
    if comment.state == State.PUBLISHED:
        return f"/-/comments/{comment.pk}", ""
    by_staff = comment.removed_by == "staff"
    address = f"/-/comments/{comment.pk}/appeal" if by_staff else f"/-/read/{comment.story_id}?comment={comment.pk}"
    if comment.state == State.HELD:
        return address, gettext("waits for a moderator")
    return address, gettext("removed by staff") if by_staff else gettext("removed")


@require_POST
@own
def describe(request: HttpRequest, person: Person) -> HttpResponse:
    """Another name, website or line; every printed page on which they stand follows."""
    given = fields_of(request, *_FIELDS)
    try:
        about = " ".join(given["about"].split())
        if len(about) > _MOST_ABOUT or not about.isprintable():
            raise Unfit(gettext("Please keep this to one line of at most 160 letters."), "about")
        people.describe(person, name=fit_name(given["name"]), website=fit_website(given["website"]), about=about)
    except Refusal as refusal:
        return _shown(request, person, refusal, given)
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@own
def draw(request: HttpRequest, person: Person) -> HttpResponse:
    people.draw_anew(person)
    return _back()


@require_POST
@own
def claim_earlier(request: HttpRequest, person: Person) -> HttpResponse:
    """What was written as a guest under one's own proven address."""
    claim(person)
    return _back()


@require_POST
@own
def unlink(request: HttpRequest, person: Person) -> HttpResponse:
    number = request.POST.get("number", "")
    if number.isascii() and number.isdigit() and len(number) < 19:
        people.unlink(person, request.POST.get("kind", ""), int(number))
    return _back()


@require_POST
@own
def leave_everywhere(request: HttpRequest, person: Person) -> HttpResponse:
    people.leave_everywhere(person)
    return HttpResponseRedirect("/", status=303)
