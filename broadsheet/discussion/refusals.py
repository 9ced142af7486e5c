"""Why a verb of this room said no: each with a sentence that says what to do, the field it is about, and a status."""

from __future__ import annotations


class Refusal(Exception):
    """`field` is a form field's name, or empty where no field is at fault."""

    status = 422

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Missing(Refusal):
    """Something that must be given was not."""


class Unfit(Refusal):
    """What was given cannot be taken as it is."""


class TooLong(Unfit):
    status = 413


class Duplicate(Refusal):
    status = 409


class Closed(Refusal):
    """The discussion takes no more comments."""

    status = 403


class TooFast(Refusal):
    status = 429


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
