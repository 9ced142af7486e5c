"""The form in which a reader says what is wrong in a story."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.discussion.lookup import find_story, speaking
from broadsheet.discussion.writer_cookie import remembered
from broadsheet.kit import Refusal, fields_of, page, refusing, wants_json
from broadsheet.moderation.reports import MOST_LETTERS, MOST_OF_A_SOURCE, request_correction
from broadsheet.people import known, network, remember_guest
from broadsheet.screening import TRAP

_FIELDS = ("wrong", "right", "source", "email")


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def offer(request: HttpRequest, story_id: int) -> HttpResponse:
    """Asks what is wrong and what is right; thanks for it."""
    story = find_story(story_id)
    with speaking(story):
        context = {"story": story, "most": MOST_LETTERS, "most_of_a_source": MOST_OF_A_SOURCE}
        if request.method != "POST":
            return page(
                request, "discussion/correcting", context | {"given": {"email": remembered(request).get("email", "")}}
            )
        given, reader = fields_of(request, *_FIELDS, TRAP), known(request, admit=True)
        try:
            if not given.pop(TRAP):  # filled in by programs alone; they are thanked, too
                request_correction(story, **given, reader=reader, network=network(request))
        except Refusal as refusal:
            if wants_json(request):
                raise
            field = refusal.field or "wrong"
            return page(
                request,
                "discussion/correcting",
                context | {"given": given, "refusal": refusal, "field": field},
                refusal.status,
            )
        sentence = gettext("Thank you. The editors of this story will look into it.")
        response = page(request, "discussion/told", context | {"sentence": sentence})
    remember_guest(response, reader)
    return response
