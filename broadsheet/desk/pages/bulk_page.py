"""Deciding many at once: those that were ticked, or all that a filter finds, with the number shown first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import kit
from broadsheet.comments import State
from broadsheet.comments.queries import sections_of
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.models import BulkJob
from broadsheet.desk.pages.forms import MOST_REASONS, BackForm, BulkForm, EveryoneForm, QueueFilterForm, TickedForm
from broadsheet.desk.queue import MOST_AT_ONCE, begin_bulk_job, find_bulk_job, ids_of, states_of, undo_bulk_job
from broadsheet.kit import Decided, Gone, NotYours
from broadsheet.moderation.queries import reasons_in_use
from broadsheet.people import Person


@require_POST
@at_desk
def decide_ticked(request: HttpRequest, person: Person) -> HttpResponse:
    """`comment` several times, each an id with the state it was seen in (`12.held`); `state` what they become."""
    form = TickedForm(request.POST)
    seen = form.cleaned()["comment"]
    sections = sections_of(seen)
    if not all(person.works_in(section) for section in sections.values()):
        raise NotYours(gettext("Some of these stand in someone else's section: nothing was done."))
    job = _begin([(pk, seen[pk]) for pk in sections], form, person)
    if kit.wants_json(request):
        return kit.json(_facts(job))
    return HttpResponseRedirect(form.address(), status=303)


@require_safe
@at_desk
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    """How many a filter finds, and what is to become of them."""
    filters = QueueFilterForm(request.GET).filters(person)
    many = len(ids_of(filters, MOST_AT_ONCE + 1))
    context = {
        "filters": filters,
        "query": filters.address(),
        "many": many,
        "most": MOST_AT_ONCE,
        "reasons": reasons_in_use(MOST_REASONS),
    }
    return page(request, "bulk_decision", context)


@require_POST
@at_desk
def decide_all(request: HttpRequest, person: Person) -> HttpResponse:
    """All that the address's filter finds. Raises Decided where they are more than the number that was shown (`many`)."""
    form = EveryoneForm(request.POST)
    found = states_of(QueueFilterForm(request.GET).filters(person))
    if len(found) > (form.cleaned()["many"] or 0):
        sentence = gettext("Meanwhile there are more, %(count)s of them: nothing was done. Please look again.")
        raise Decided(sentence % {"count": len(found)})
    job = _begin(found, form, person)
    return HttpResponseRedirect(_address(job), status=303)


def _begin(found: list[tuple[int, str]], form: BulkForm, person: Person) -> BulkJob:
    given = form.cleaned()
    reason = given["reason"] if given["state"] == State.REMOVED else None
    return begin_bulk_job(found, given["state"], person, reason=reason, sentence=given["sentence"])


@require_safe
@at_desk
def bulk_job(request: HttpRequest, person: Person, job_id: int) -> HttpResponse:
    """How far it is."""
    job = _found(job_id, person)
    if kit.wants_json(request):
        return kit.json(_facts(job))
    return page(request, "bulk_job", {"job": job})


@require_POST
@at_desk
def undo_job(request: HttpRequest, person: Person, job_id: int) -> HttpResponse:
    """Undo all of it."""
    job = _found(job_id, person)
    if not undo_bulk_job(job):
        raise Decided(gettext("This was undone already."))
    if kit.wants_json(request):
        return kit.json(_facts(job))
    address = BackForm(request.POST).address() if "back" in request.POST else _address(job)
    return HttpResponseRedirect(address, status=303)


def _found(job_id: int, person: Person) -> BulkJob:
    """The job, for who began it and for who works in all sections. Raises Gone and NotYours."""
    job = find_bulk_job(job_id)
    if job is None:
        raise Gone(gettext("This is no longer here: nothing was done."))
    if job.by_id != person.pk and person.remit is not None:
        raise NotYours(gettext("Somebody else decided this: nothing was done."))
    return job


def _address(job: BulkJob) -> str:
    return f"/-/desk/bulk/{job.pk}"


def _facts(job: BulkJob) -> dict[str, object]:
    return {
        "job": job.pk,
        "total": job.total,
        "done": job.done,
        "passed": job.passed,
        "returned": job.returned,
        "settled": job.settled,
        "undo": f"{_address(job)}/undo",
    }
