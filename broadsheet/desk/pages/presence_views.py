"""What the desk's script asks every few seconds: how many wait, who looks at what, and what was decided meanwhile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import kit
from broadsheet.desk.base_page import at_desk
from broadsheet.desk.pages.comment_lookup import comment_in_remit
from broadsheet.desk.pages.forms import PresenceForm
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.desk.queue import mark_presence, states_by_id, totals, viewers_of
from broadsheet.people import Person


@require_POST
@at_desk
def presence(request: HttpRequest, person: Person) -> HttpResponse:
    """Notes what the person has on the screen (`comment`), and answers with the news of all that the page `shows`."""
    given = PresenceForm(request.POST).given()
    if comment := given.get("comment"):
        comment_in_remit(comment, person)
        mark_presence(comment, person)
    return kit.json(_news(given.get("shows", []), person))


@require_safe
@at_desk
def counts(request: HttpRequest, person: Person) -> HttpResponse:
    """How many wait in each queue now, and the news of the comments in `shows`."""
    return kit.json(_news(PresenceForm(request.GET).given().get("shows", []), person))


def _news(ids: list[int], person: Person) -> dict[str, object]:
    kept, names = totals(person.remit), names_of_states()
    everything = sum(kept[state] for state in names)
    states = states_by_id(ids)
    said = gettext("%(name)s is looking at this")
    return {
        "counts": {
            "held": kept["held"],
            "flagged": kept["flagged"],
            "audit": kept["audit"],
            "new": kept["fresh"],
            "all": everything,
            "spam": kept["spam"],
            "removed": kept["removed"],
        },
        "looking": {str(pk): said % {"name": name} for pk, name in viewers_of(ids, person).items()},
        "states": {str(pk): [state, names[state]] for pk, state in states.items()},
        "gone": [pk for pk in ids if pk not in states],
    }
