"""Deciding many at once: those that were ticked, or all that a filter finds, with the number shown first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import kit
from broadsheet.comments import Comment, State
from broadsheet.desk.models import Sweep
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.decision_views import MOST_LETTERS, back, chosen_reason
from broadsheet.desk.pages.queue_page import reasons
from broadsheet.desk.queue import MOST_AT_ONCE, Wanted, all_of, begin_sweep, keys_of, number, take_back, wanted_from
from broadsheet.kit import Decided, Gone, NotYours, TooLong
from broadsheet.people import Person

MOST_TICKED = 200


@require_POST
@at_desk
def decide_ticked(request: HttpRequest, person: Person) -> HttpResponse:
    """`comment` several times, each an id with the state it was seen in (`12.held`); `state` what they become."""
    pairs = [_pair(told) for told in request.POST.getlist("comment")[:MOST_TICKED]]
    seen = dict(pair for pair in pairs if pair)
    found = Comment.objects.filter(pk__in=seen).values_list("pk", "story__section_id")
    if not all(person.works_in(section) for _, section in found):
        raise NotYours(gettext("Some of these stand in someone else's section: nothing was done."))
    if not seen:
        raise Gone(gettext("None was ticked: nothing was done."))
    sweep = _begin([(pk, seen[pk]) for pk, _ in found], request, person)
    if kit.wants_json(request):
        return kit.json(_facts(sweep))
    return HttpResponseRedirect(back(request), status=303)


def _pair(told: str) -> tuple[int, str] | None:
    pk, _, state = told.partition(".")
    comment = number(pk)
    return (comment, state) if comment and state in State.values else None


@require_safe
@at_desk
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    """How many a filter finds, and what is to become of them."""
    wanted = wanted_from(request.GET.dict(), person)
    many = len(keys_of(wanted, MOST_AT_ONCE + 1))
    context = {"wanted": wanted, "query": wanted.address(), "many": many, "most": MOST_AT_ONCE, "reasons": reasons()}
    return page(request, "many", context)


@require_POST
@at_desk
def decide_all(request: HttpRequest, person: Person) -> HttpResponse:
    """All that the address's filter finds, if they are as many as were said (`many`) or fewer."""
    wanted = wanted_from(request.GET.dict(), person)
    found = all_of(wanted)
    _refuse_more(len(found), request, wanted)
    sweep = _begin(found, request, person)
    return HttpResponseRedirect(f"/-/desk/sweeps/{sweep.pk}", status=303)


def _refuse_more(many: int, request: HttpRequest, wanted: Wanted) -> None:
    """Nobody decides more than they were told of."""
    if many > (number(request.POST.get("many", "")) or 0):
        sentence = gettext("Meanwhile there are more, %(count)s of them: nothing was done. Please look again.")
        raise Decided(sentence % {"count": many})


def _begin(found: list[tuple[int, str]], request: HttpRequest, person: Person) -> Sweep:
    state = request.POST.get("state", "")
    sentence = request.POST.get("sentence", "").replace("\0", "").strip()
    if state not in State.values:
        raise Gone(gettext("Please say what is to become of them: nothing was done."))
    if len(sentence) > MOST_LETTERS:
        raise TooLong(gettext("Please say it in at most 500 letters."), "sentence")
    reason = chosen_reason(request.POST.get("reason", "")) if state == State.REMOVED else None
    return begin_sweep(found, State(state), person, reason=reason, sentence=sentence)


@require_safe
@at_desk
def sweep(request: HttpRequest, person: Person, sweep_id: int) -> HttpResponse:
    """How far it is."""
    found = _theirs(sweep_id, person)
    if kit.wants_json(request):
        return kit.json(_facts(found))
    return page(request, "sweep", {"sweep": found})


@require_POST
@at_desk
def undo_sweep(request: HttpRequest, person: Person, sweep_id: int) -> HttpResponse:
    """Take all of it back."""
    found = _theirs(sweep_id, person)
    if not take_back(found):
        raise Decided(gettext("This was undone already."))
    if kit.wants_json(request):
        return kit.json(_facts(found))
    return HttpResponseRedirect(back(request) if "back" in request.POST else f"/-/desk/sweeps/{found.pk}", status=303)


def _theirs(sweep_id: int, person: Person) -> Sweep:
    """Who works in all sections may see and undo everybody's."""
    found = Sweep.objects.filter(pk=sweep_id).select_related("by", "reason").first()
    if found is None:
        raise Gone(gettext("This is no longer here: nothing was done."))
    if found.by_id != person.pk and person.remit is not None:
        raise NotYours(gettext("Somebody else decided this: nothing was done."))
    return found


def _facts(sweep: Sweep) -> dict[str, object]:
    return {
        "sweep": sweep.pk,
        "total": sweep.total,
        "done": sweep.done,
        "passed": sweep.passed,
        "returned": sweep.returned,
        "settled": sweep.settled,
        "undo": f"/-/desk/sweeps/{sweep.pk}/undo",
    }
