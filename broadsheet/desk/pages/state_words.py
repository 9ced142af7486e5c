"""What queues, orders, states and rules are called, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.comments import State
from broadsheet.desk.queue import FILTER, SITE, Queue, Sort


def names_of_queues() -> list[tuple[Queue, str]]:
    return [
        (Queue.HELD, gettext("Held")),
        (Queue.FLAGGED, gettext("Flagged")),
        (Queue.AUDIT, gettext("Random sample")),
        (Queue.NEW, gettext("New writers")),
        (Queue.ALL, gettext("Everything")),
    ]


def names_of_sorts() -> list[tuple[Sort, str]]:
    return [
        (Sort.URGENCY, gettext("Most urgent")),
        (Sort.NEWEST, gettext("Newest first")),
        (Sort.OLDEST, gettext("Oldest first")),
    ]


def names_of_states() -> dict[str, str]:
    return {state.value: str(state.label) for state in State}


def names_of_rules() -> dict[str, str]:
    """Of what stands beside the pipeline; its rules go by their own names."""
    return {FILTER: gettext("Spam filter"), SITE: gettext("Settings of the site or story")}


def done_words(became: str, was: str = "") -> str:
    """What was done to a comment, said at once."""
    if became == was:
        return gettext("Left as it is.")
    return {
        State.PUBLISHED: gettext("Published."),
        State.HELD: gettext("Held."),
        State.SPAM: gettext("Called spam."),
        State.REMOVED: gettext("Removed."),
    }[State(became)]
