"""The newsroom, at `/-/newsroom/`: Wagtail's editor, fitted to stories. Importing this registers all of it."""

from broadsheet.stories.newsroom import correcting, editing, filing, furnishing, keeping, menus, persons

__all__ = ["correcting", "editing", "filing", "furnishing", "keeping", "menus", "persons"]
