"""Path converters for every room's `urls.py`. Importing the kit registers them with Django."""

from __future__ import annotations

from django.urls import register_converter

MOST_ID = 2**63 - 1  # what the database's bigint holds


class IdConverter:
    """`<id:story_id>`: the id of a row, from 1 to 2⁶³ - 1. Anything else is no address of ours, so the answer is 404."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Raises ValueError, which Django takes for "no match"."""
        number = int(value)
        if not 1 <= number <= MOST_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(IdConverter, "id")
