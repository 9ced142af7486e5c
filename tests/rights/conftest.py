"""Bo wrote as a guest, with an address; the link that a letter brought."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.letterbox import PostOffice, post_office, round_of_letters

__all__ = ["PostOffice", "post_office", "round_of_letters"]


@pytest.fixture(autouse=True)
def forget_names() -> None:
    """The names of staff are remembered for a while."""
    cache.clear()
