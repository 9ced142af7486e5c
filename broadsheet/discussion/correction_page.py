"""The form in which a reader says what is wrong in a story."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.discussion.forms import CorrectionForm
from broadsheet.discussion.lookup import find_story, speaking
from broadsheet.discussion.writer_cookie import remembered
from broadsheet.kit import Refusal, page, refusing, wants_json
from broadsheet.kit.forms import refuse_invalid
from broadsheet.moderation.reports import MOST_LETTERS, MOST_OF_A_SOURCE, request_correction
from broadsheet.people import known, network, remember_guest
from broadsheet.stories import Story

_TOLD_TO_THE_VERB = ("wrong", "right", "source", "email")


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def suggest_correction(request: HttpRequest, story_id: int) -> HttpResponse:
    """Asks what is wrong and what is right; thanks for it."""
    story = find_story(story_id)
    with speaking(story):
        if request.method != "POST":
            return _page(request, story, {"email": remembered(request).get("email", "")})
        form, reader = CorrectionForm(request), known(request, admit=True)
        refuse_invalid(form)
        try:
            if not form.is_trapped:  # a program that fills in every field is thanked, too
                given = {name: form.text_of(name) for name in _TOLD_TO_THE_VERB}
                request_correction(story, **given, reader=reader, network=network(request))
        except Refusal as refusal:
            if wants_json(request):
                raise
            return _page(request, story, form.typed, refusal)
        sentence = gettext("Thank you. The editors of this story will look into it.")
        response = page(request, "discussion/told", {"story": story, "sentence": sentence})
    remember_guest(response, reader)
    return response


def _page(request: HttpRequest, story: Story, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "story": story,
        "most": MOST_LETTERS,
        "most_of_a_source": MOST_OF_A_SOURCE,
        "given": typed,
    }
    if refusal is not None:
        context |= {"refusal": refusal, "field": refusal.field or "wrong"}
    return page(request, "discussion/correcting", context, refusal.status if refusal else 200)
