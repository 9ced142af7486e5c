"""The newsroom's own choices, as they stand now."""

from typing import cast

from broadsheet.stories.models import House


def house() -> House:
    """The one row of the house, made with its defaults when nobody has chosen yet."""
    return cast(House, House.load())
