"""Why a verb of this room said no."""

from __future__ import annotations

from broadsheet.kit import Blocked, Refusal, Unfit


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
    again = True

    def __init__(self, sentence: str, restriction: int) -> None:
        super().__init__(sentence, "text")
        self.restriction = restriction
