"""Why a reader cannot change what they wrote: with a sentence that says what to do."""

from __future__ import annotations

from broadsheet.kit import Refusal


class TooLate(Refusal):
    """The time for changing it is over."""

    status = 403
