"""The pages of the moderation desk, one file each. They refuse whoever is not staff, and act only within a person's sections."""

from broadsheet.desk.pages.presence import sweep_glances

__all__ = [
    "sweep_glances",
]
