"""Setting the sample's discussions: who said what, when, and how many liked it."""

from __future__ import annotations

from datetime import datetime

from broadsheet.stories import Story


def talk(story: Story, name: str, now: datetime) -> None:
    """Put the discussion that lies beside the story under it."""
