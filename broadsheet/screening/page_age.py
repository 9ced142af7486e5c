"""How old the printed page was that somebody answered: its form names its edition, and the ledger knows when that was."""

from __future__ import annotations

from django.utils import timezone

from broadsheet import ledger
from broadsheet.kit.forms import MOST_ID

NEVER = -1.0


def page_age(story_id: int, edition: int | None) -> float | None:
    """Hours; None where the form named no edition, NEVER for one in which this story cannot have stood.

    A further page of a discussion may well be years old: it is printed again only when something on it changes.
    """
    if edition is None:
        return None
    if edition > MOST_ID:
        return NEVER
    found = ledger.edition_of_story(edition, story_id)
    if not found.possible:
        return NEVER
    if found.at is None:
        return None
    return round(max((timezone.now() - found.at).total_seconds() / 3600, 0), 1)
