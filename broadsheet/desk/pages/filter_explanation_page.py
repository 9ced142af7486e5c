"""Why the spam filter said what it said of one comment: weights, neighbours and the threshold, for staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from broadsheet import spam
from broadsheet.comments.queries import texts_in_sections
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.comment_lookup import comment_in_remit
from broadsheet.moderation import submission_of
from broadsheet.people import Person


@require_safe
@at_desk
def explanation(request: HttpRequest, person: Person, comment_id: int) -> HttpResponse:
    """What it said when the comment came, and what it would say by what it knows now."""
    comment = comment_in_remit(comment_id, person)
    said = spam.judgement_of(comment.pk)
    found = spam.explain(submission_of(comment))
    neighbours = found.neighbours if found else []
    texts = texts_in_sections([int(one.subject) for one in neighbours if one.subject.isdigit()], person)
    context = {
        "comment": comment,
        "said": said,
        "reasons": spam.words_for(said.reasons) if said else [],
        "found": found,
        "words": _signed(found.words if found else []),
        "facts": _signed([(spam.fact_in_words(name), weight) for name, weight in found.facts] if found else []),
        "near": [
            (one, f"{one.likeness * 100:.0f}", texts.get(int(one.subject)) if one.subject.isdigit() else None)
            for one in neighbours
        ],
    }
    return page(request, "filter_explanation", context)


def _signed(weights: list[tuple[str, float]]) -> list[tuple[str, str, bool]]:
    """(name, weight with its sign in the active language, whether it speaks for spam)."""
    return [
        (name, ("+" if weight > 0 else "−") + str(number_format(abs(round(weight, 3)), decimal_pos=3)), weight > 0)
        for name, weight in weights
    ]
