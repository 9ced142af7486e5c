"""One comment: in its thread, beside the story as it was when the comment was written, with all that was done to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet import stories
from broadsheet.comments.queries import ids_above, ids_below
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.comment_cards import cards_of, with_forms
from broadsheet.desk.pages.comment_lookup import comment_in_remit, decision_to_undo
from broadsheet.desk.pages.forms import MOST_REASONS
from broadsheet.desk.pages.history_lines import lines_of_comment
from broadsheet.desk.queue import items_by_id, viewer_of
from broadsheet.moderation.queries import reasons_in_use
from broadsheet.people import Person

_MOST_BELOW = 100
_MOST_ABOVE = 12


@require_safe
@at_desk
def comment(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """With what stands above and below it, each of which can be decided here as well."""
    found = comment_in_remit(comment_id, person)
    above = ids_above(found, most=_MOST_ABOVE)
    below = ids_below(found, most=_MOST_BELOW)
    back, reasons = f"/-/desk/comments/{comment_id}", reasons_in_use(MOST_REASONS)
    items = items_by_id([*above, comment_id, *below])
    cards = {card.comment.pk: card for card in with_forms(cards_of(list(items.values()), person), back, reasons)}
    context = {
        "card": cards[comment_id],
        "above": [cards[pk] for pk in above if pk in cards],
        "below": [cards[pk] for pk in below if pk in cards],
        "more": len(below) == _MOST_BELOW,
        "version": stories.version_at(found.story, found.created),
        "lines": lines_of_comment(found),
        "reasons": reasons,
        "last": decision_to_undo(request, person),
        "back": back,
        "seen_by": viewer_of(comment_id, person),
    }
    return page(request, "comment", context)


@require_safe
@at_desk
def version(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """The story as its readers saw it when this comment was written, and the paragraphs that changed since."""
    found = comment_in_remit(comment_id, person)
    shown = stories.version_at(found.story, found.created)
    return page(request, "version", {"comment": found, "story": found.story, "version": shown})
