"""The newsroom, at `/-/newsroom/`: Wagtail's editor, fitted to stories. Importing this registers all of it."""

from broadsheet.stories.newsroom import editing, filing, furnishing, keeping, menus, persons

__all__ = ["editing", "filing", "furnishing", "keeping", "menus", "persons"]
