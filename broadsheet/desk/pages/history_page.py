"""Everything that anybody did, as the ledger and the decisions say it: by comment, by person, by moderator. Read only."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from broadsheet import ledger, people
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.pages.comment_lookup import comment_in_remit
from broadsheet.desk.pages.forms import HistoryForm
from broadsheet.desk.pages.history_lines import MOST_LINES, lines_of
from broadsheet.ledger import Kind
from broadsheet.people import Person

_READERS_OWN = {
    Kind.COMMENT_POSTED,
    Kind.COMMENT_LIKED,
    Kind.STORY_LIKED,
    Kind.COMMENT_FLAGGED,
    Kind.REPLIES_WANTED,
    Kind.COMMENT_WITHDRAWN,
    Kind.COMMENT_EDITED,
}


@require_safe
@at_desk
def history(request: HttpRequest, person: Person) -> HttpResponse:
    """Of one `comment`; of a `person`; of a moderator's work (`by`); else everything. `before` is the number of a line."""
    given = HistoryForm(request.GET).given()
    comment, about, by = (given.get(name) for name in ("comment", "person", "by"))
    before, name = given.get("before"), ""
    if comment:
        found = comment_in_remit(comment, person)
        entries = ledger.entries_about(story=found.story_id, comment=comment, before=before, most=MOST_LINES + 1)
    else:
        who = about or by
        name = _name(who) if who else ""
        without = _READERS_OWN if by else ()
        entries = ledger.entries_about(person=who, without=without, before=before, most=MOST_LINES + 1)
    shown = entries[:MOST_LINES]
    asked = {"comment": comment, "person": about, "by": by, "before": shown[-1].number if shown else None}
    context = {
        "lines": lines_of(shown, person.remit),
        "comment": comment,
        "by": by,
        "name": name,
        "staff": [(one.pk, one.name) for one in people.moderators()],
        "older": urlencode({key: value for key, value in asked.items() if value}) if len(entries) > len(shown) else "",
    }
    return page(request, "history", context)


def _name(person: int) -> str:
    found = people.persons_by_id([person]).get(person)
    return found.name if found else gettext("somebody who is no longer here")
