"""The page of whoever is signed in: their profile, their sign-in methods, what they wrote."""

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
from broadsheet.comments.queries import newest_of_person
from broadsheet.discussion.forms import ProfileForm, UnlinkForm
from broadsheet.kit import Refusal, page, refusing
from broadsheet.kit.forms import refuse_invalid
from broadsheet.moderation import Writer, restrictions_on
from broadsheet.people import Person
from broadsheet.screening.rules import refuse_reserved_name
from broadsheet.stories import site_settings

_HERE = "/-/you/"
_SHOWN = 20

OwnView = Callable[[HttpRequest, Person], HttpResponse]


def for_signed_in(view: OwnView) -> Callable[[HttpRequest], HttpResponse]:
    """For whoever is signed in; others are asked to. In the language of their browser and the site's zone."""

    @wraps(view)
    @refusing
    def answer(request: HttpRequest) -> HttpResponse:
        person = people.known(request).person
        if person is None:
            return HttpResponseRedirect(people.sign_in_address(_HERE), status=303)
        zone = ZoneInfo(site_settings().time_zone)
        with translation.override(translation.get_language_from_request(request)), timezone.override(zone):
            try:
                if request.method == "POST":
                    people.pace_account(person.pk)
                return view(request, person)
            except Refusal as refusal:
                return _shown(request, person, refusal)

    return answer


@require_safe
@for_signed_in
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    return _shown(request, person)


def _shown(
    request: HttpRequest, person: Person, refusal: Refusal | None = None, given: dict[str, str] | None = None
) -> HttpResponse:
    context = {
        "person": person,
        "picture": mark_safe(people.picture(person.seed)),  # noqa: S308 - drawn here from a number
        "given": given or {"name": person.chosen, "website": person.website, "about": person.about},
        "refusal": refusal,
        "field": refusal.field if refusal else "",
        "linked": people.linked(person),
        "ways": people.open_ways(),
        "written": [(one, *_where_it_stands(one)) for one in newest_of_person(person, _SHOWN)],
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
@for_signed_in
def describe(request: HttpRequest, person: Person) -> HttpResponse:
    """Another name, website or line; every printed page on which they stand follows."""
    form = ProfileForm(request)
    try:
        refuse_invalid(form)
        name, website = fit_name(form.text_of("name")), fit_website(form.text_of("website"))
        refuse_reserved_name(name, people.Reader(person=person))
        people.describe(person, name=name, website=website, about=form.text_of("about"))
    except Refusal as refusal:
        return _shown(request, person, refusal, form.typed)
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(_HERE, status=303)


@require_POST
@for_signed_in
def new_picture(request: HttpRequest, person: Person) -> HttpResponse:
    people.draw_anew(person)
    return _back()


@require_POST
@for_signed_in
def claim_earlier(request: HttpRequest, person: Person) -> HttpResponse:
    """What was written as a guest under one's own proven address."""
    claim(person)
    return _back()


@require_POST
@for_signed_in
def unlink(request: HttpRequest, person: Person) -> HttpResponse:
    form = UnlinkForm(request)
    if form.is_valid():
        people.unlink(person, form.text_of("kind"), form.cleaned_data["number"])
    return _back()


@require_POST
@for_signed_in
def sign_out_everywhere(request: HttpRequest, person: Person) -> HttpResponse:
    people.leave_everywhere(person)
    return HttpResponseRedirect("/", status=303)
