"""What this room processes of readers, and why, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.kit import Fact


def processed() -> list[Fact]:
    """The moderation queue and its search index."""
    return [
        Fact(
            gettext("An index of the words of comments, and what moderators decided about each"),
            gettext("So that moderators find what waits for them, and can answer for what they decided."),
            gettext("As long as the comment; erased with it."),
        )
    ]
