"""Why somebody cannot come in, or change what they go by, just now: each with a sentence that says what to do."""

from __future__ import annotations


class Refusal(Exception):
    """`field` is a form field's name, or empty where no field is at fault."""

    status = 422

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Unfit(Refusal):
    """What was given cannot be taken as it is."""


class Wrong(Refusal):
    """Not the code that was sent."""


class Dead(Refusal):
    """A code that can be tried no more: too many tries, too old, or used."""

    status = 410


class TooFast(Refusal):
    status = 429


class Blocked(Refusal):
    """The newsroom has closed this account."""

    status = 403


class Unsent(Refusal):
    """The letter, or the other site, could not be reached."""

    status = 503
