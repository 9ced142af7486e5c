"""Deciding one comment, and undoing it from the same place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from broadsheet import kit, moderation
from broadsheet.comments import Comment, State
from broadsheet.desk.pages.base_page import at_desk
from broadsheet.desk.pages.state_words import done_words
from broadsheet.desk.queue import number, write_cases
from broadsheet.kit import Decided, Gone, NotYours, TooLong, in_turn
from broadsheet.moderation import Decision, Reason, comment_decided
from broadsheet.people import Person

MOST_LETTERS = 500  # of a sentence to the writer
LIST = "/-/desk/"
WHAT = ("publish", "hold", "spam", "remove", "keep")
_STATES = {"publish": State.PUBLISHED, "hold": State.HELD, "spam": State.SPAM, "remove": State.REMOVED}


@require_POST
@at_desk
def decide(request: HttpRequest, person: Person, comment_id: int, what: str) -> HttpResponse:
    """`what`: publish, hold, spam, remove, or keep. `seen` is the state it was shown in, `reason` an id, `sentence` for
    the writer. Refuses what was decided otherwise meanwhile, what is gone, and what is in somebody else's section.
    """
    comment = theirs(comment_id, person)
    seen = request.POST.get("seen", "")
    sentence = request.POST.get("sentence", "").replace("\0", "").strip()
    if len(sentence) > MOST_LETTERS:
        raise TooLong(gettext("Please say it in at most 500 letters."), "sentence")
    with in_turn():
        if what == "keep":
            decision: Decision | None = moderation.keep_comment(comment, person, seen=seen)
        else:
            reason = chosen_reason(request.POST.get("reason", "")) if what == "remove" else None
            decision = moderation.decide(comment, _STATES[what], person, seen=seen, reason=reason, sentence=sentence)
        write_cases([comment_id])
    if decision is None:
        raise Decided(comment_decided(comment))
    return _answer(request, decision)


def theirs(comment_id: int, person: Person) -> Comment:
    """The comment, where this person works. Raises Gone, and NotYours for somebody else's section."""
    found = Comment.objects.select_related("story", "person").defer("story__body")
    comment = found.filter(pk=comment_id).first()
    if comment is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    if not person.works_in(comment.story.section_id):
        raise NotYours(gettext("This comment stands in someone else's section: nothing was done."))
    return comment


def chosen_reason(told: str) -> Reason | None:
    """Raises Gone for a reason that is none of the list."""
    if not told:
        return None
    reason = Reason.objects.filter(pk=number(told) or 0, retired=False).first()
    if reason is None:
        raise Gone(
            gettext("This reason is not on the list any more: nothing was done. Please choose another."), "reason"
        )
    return reason


@require_POST
@at_desk
def undo(request: HttpRequest, person: Person, decision_id: int) -> HttpResponse:
    """Anybody of the desk may undo what any of them decided, where they work."""
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise Gone(gettext("This decision is no longer here: nothing was done."))
    theirs(decision.comment_id, person)
    with in_turn():
        moderation.undo(decision, person)
        write_cases([decision.comment_id])
    if kit.wants_json(request):
        facts = {"id": decision.comment_id, "state": decision.was, "sentence": gettext("Undone.")}
        return kit.json(facts)
    return HttpResponseRedirect(back(request, f"#case-{decision.comment_id}"), status=303)


def _answer(request: HttpRequest, decision: Decision) -> HttpResponse:
    if kit.wants_json(request):
        facts = {
            "id": decision.comment_id,
            "state": decision.became,
            "sentence": done_words(decision.became, decision.was),
            "undo": f"/-/desk/decisions/{decision.pk}/undo",
        }
        return kit.json(facts)
    return HttpResponseRedirect(back(request, done=decision.pk), status=303)


def back(request: HttpRequest, anchor: str = "", done: int | None = None) -> str:
    """Where they came from, if that is a page of the desk."""
    told = request.POST.get("back", "")
    ours = told.startswith(LIST) and url_has_allowed_host_and_scheme(told, allowed_hosts=None) and "#" not in told
    address = told if ours else LIST
    if done is not None:
        address += ("&" if "?" in address else "?") + f"done={done}"
    return address + anchor


def last_decision(request: HttpRequest, person: Person) -> tuple[Decision, str] | None:
    """What this page's person has just decided, to be undone from here: `done` in the address, or their last one."""
    theirs = Decision.objects.filter(by=person, undone=None).select_related("comment__person")
    pk = number(request.GET.get("done", ""))
    found = theirs.filter(pk=pk).first() if pk else None
    return (found, done_words(found.became, found.was)) if found else None
