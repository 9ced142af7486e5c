"""Why somebody cannot come in, or change what they go by, just now: each with a sentence that says what to do."""

from __future__ import annotations

from broadsheet.kit import Blocked, Refusal, TooFast, Unfit

__all__ = ["Blocked", "Dead", "Refusal", "TooFast", "Unfit", "Unsent", "Wrong"]


class Wrong(Refusal):
    """Not the code that was sent."""


class Dead(Refusal):
    """A code that can be tried no more: too many tries, too old, or used."""

    status = 410


class Unsent(Refusal):
    """The letter, or the other site, could not be reached."""

    status = 503
