"""The newsroom, at `/-/newsroom/`: Wagtail's editor, fitted to stories. Importing this registers all of it with Wagtail. It
refuses to be imported by any room: only Wagtail's hook file does.
"""

from broadsheet.stories.newsroom import (  # noqa: F401 - each registers its own
    account_views,
    appearance,
    correction_views,
    dashboard,
    menus,
    people_views,
    settings_views,
    story_views,
    taxonomy_views,
)
