"""Why a verb of this room said no."""

from __future__ import annotations

from broadsheet.kit import Refusal, TooFast, Unfit

__all__ = [
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
