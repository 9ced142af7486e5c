"""Who is looking at what: a mark that lasts half a minute, so that two do not judge the same comment."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from broadsheet import kit
from broadsheet.desk.models import Case, Glance
from broadsheet.desk.pages.base_page import at_desk
from broadsheet.desk.pages.comment_display import looking_at
from broadsheet.desk.pages.decision_views import theirs
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.desk.queue import number, totals
from broadsheet.people import Person

LASTS = timedelta(seconds=30)
_MOST_ASKED = 60  # comments on somebody's page


def glance(comment_id: int, person: Person, *, keep: bool = True) -> str:
    """Say that this person has it before them; gives the name of whoever else has, who keeps the mark."""
    now = timezone.now()
    held = Glance.objects.filter(pk=comment_id, until__gt=now).select_related("by").first()
    if held is not None and held.by_id != person.pk:
        return held.by.name
    if keep:
        mark = Glance(comment_id=comment_id, by=person, until=now + LASTS)
        Glance.objects.bulk_create(
            [mark], update_conflicts=True, unique_fields=["comment"], update_fields=["by", "until"]
        )
    return ""


@require_POST
@at_desk
def looking(request: HttpRequest, person: Person) -> HttpResponse:
    """The script says what its person has before them (`comment`), and hears what became of all that it `shows`."""
    comment = number(request.POST.get("comment", ""))
    if comment:
        theirs(comment, person)
        glance(comment, person)
    return kit.json(_news(request.POST.get("shows", ""), person))


@require_safe
@at_desk
def counts(request: HttpRequest, person: Person) -> HttpResponse:
    """How many wait in each queue now, and what became of the comments in `shows`."""
    return kit.json(_news(request.GET.get("shows", ""), person))


def _news(shows: str, person: Person) -> dict[str, object]:
    ids = [pk for pk in (number(one) for one in shows.split(",")[:_MOST_ASKED]) if pk]
    kept, names = totals(person.remit), names_of_states()
    everything = sum(kept[state] for state in names)
    states = dict(Case.objects.filter(pk__in=ids).values_list("pk", "state"))
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
        "looking": {str(pk): said % {"name": name} for pk, name in looking_at(ids, person).items()},
        "states": {str(pk): [state, names[state]] for pk, state in states.items()},
        "gone": [pk for pk in ids if pk not in states],
    }


def sweep_glances() -> None:
    """Marks that are over."""
    Glance.objects.filter(until__lt=timezone.now() - LASTS).delete()
