"""Where Wagtail looks for the newsroom."""

from broadsheet.stories import newsroom

__all__ = ["newsroom"]
