"""Why a verb of this room said no."""

from __future__ import annotations

from broadsheet.kit import Blocked, Refusal, TooFast, Unfit

__all__ = [
    "Barred",
    "Closed",
    "Decided",
    "Duplicate",
    "Gone",
    "Missing",
    "NotYours",
    "Refusal",
    "TooFast",
    "TooLate",
    "TooLong",
    "TooShort",
    "Unfit",
    "Unknown",
    "Warned",
]


class Missing(Refusal):
    """Something that must be given was not."""


class TooLong(Unfit):
    status = 413


class TooShort(Unfit):
    """Fewer letters than the newsroom takes."""


class Duplicate(Refusal):
    status = 409


class Closed(Refusal):
    """The discussion takes no more comments."""

    status = 403


class Barred(Blocked):
    """Moderators decided that whoever writes this does not write here, for a while or without end."""


class Warned(Refusal):
    """Moderators have a word with whoever writes this; sent again it is taken."""

    status = 409

    def __init__(self, sentence: str, measure: int) -> None:
        super().__init__(sentence, "text")
        self.measure = measure


class Decided(Refusal):
    """Somebody else was first; the sentence says what they decided."""

    status = 409


class TooLate(Refusal):
    """The time for changing it is over."""

    status = 403


class NotYours(Refusal):
    status = 403


class Gone(Refusal):
    """What it is about is not there any more."""

    status = 410


class Unknown(Refusal):
    """What it is about has never been."""

    status = 404
