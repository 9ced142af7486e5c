"""Deciding about one comment, and undoing a decision, with the answer where the moderator came from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from broadsheet import kit, moderation
from broadsheet.comments import State
from broadsheet.desk.base_page import at_desk
from broadsheet.desk.pages.comment_lookup import comment_in_remit
from broadsheet.desk.pages.forms import BackForm, DecisionForm
from broadsheet.desk.pages.state_words import done_words
from broadsheet.desk.queue import update_items
from broadsheet.kit import Decided, Gone, in_turn
from broadsheet.moderation import Decision, comment_decided
from broadsheet.moderation.queries import find_decision
from broadsheet.people import Person

KEEP = "keep"
_STATES = {"publish": State.PUBLISHED, "hold": State.HELD, "spam": State.SPAM, "remove": State.REMOVED}
ACTIONS = (*_STATES, KEEP)


@require_POST
@at_desk
def decide(request: HttpRequest, person: Person, comment_id: int, action: str) -> HttpResponse:
    """`action` is one of `ACTIONS`.

    Refuses what somebody decided otherwise meanwhile, what is gone, and what is in somebody else's section.
    """
    comment = comment_in_remit(comment_id, person)
    form = DecisionForm(request.POST)
    given = form.cleaned()
    with in_turn():
        if action == KEEP:
            decision: Decision | None = moderation.keep_comment(comment, person, seen=given["seen"])
        else:
            reason = given["reason"] if action == "remove" else None
            decision = moderation.decide_comment(
                comment, _STATES[action], person, seen=given["seen"], reason=reason, sentence=given["sentence"]
            )
        update_items([comment_id])
    if decision is None:
        raise Decided(comment_decided(comment))
    if kit.wants_json(request):
        return kit.json(_facts(decision))
    return HttpResponseRedirect(form.address(done=decision.pk), status=303)


def _facts(decision: Decision) -> dict[str, object]:
    return {
        "id": decision.comment_id,
        "state": decision.became,
        "sentence": done_words(decision.became, decision.was),
        "undo": f"/-/desk/decisions/{decision.pk}/undo",
    }


@require_POST
@at_desk
def undo(request: HttpRequest, person: Person, decision_id: int) -> HttpResponse:
    """Any moderator may undo what any of them decided, in their sections."""
    decision = find_decision(decision_id)
    if decision is None:
        raise Gone(gettext("This decision is no longer here: nothing was done."))
    comment_in_remit(decision.comment_id, person)
    with in_turn():
        moderation.undo(decision, person)
        update_items([decision.comment_id])
    if kit.wants_json(request):
        facts = {"id": decision.comment_id, "state": decision.was, "sentence": gettext("Undone.")}
        return kit.json(facts)
    anchor = f"#item-{decision.comment_id}"
    return HttpResponseRedirect(BackForm(request.POST).address(anchor=anchor), status=303)
