"""Why a verb said no to somebody: each with a sentence that says what to do, the field it is about, and a status.

What every room may say stands here; what only one of them says stands in its own `refusals.py`.
"""

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


class TooFast(Refusal):
    """Too much of it in too short a time."""

    status = 429


class Blocked(Refusal):
    """The newsroom lets this person do it no more, or not now."""

    status = 403
