"""Why a verb said no to somebody: each with a sentence that says what to do, the field it is about, and a status.

What every room may say stands here; what only one of them says stands in its own `refusals.py`.
"""

from __future__ import annotations

from django.utils.translation import get_language


class Refusal(Exception):
    """`field` is a form field's name, or empty where no field is at fault; `again` says that sending the same again may do.

    `language` is the one that was active, in which the sentence is.
    """

    status = 422
    again = False

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.language = get_language()


class Unfit(Refusal):
    """What was given cannot be taken as it is."""


class TooLong(Unfit):
    """More than can be kept."""

    status = 413


class TooFast(Refusal):
    """Too much of it in too short a time."""

    status = 429
    again = True


class Blocked(Refusal):
    """The newsroom lets this person do it no more, or not now."""

    status = 403


class Missing(Refusal):
    """Something that must be given was not."""


class Decided(Refusal):
    """Somebody else was first; the sentence says what they decided."""

    status = 409


class NotYours(Refusal):
    status = 403


class Gone(Refusal):
    """What it is about is not there any more."""

    status = 410


class Unknown(Refusal):
    """What it is about has never been."""

    status = 404
