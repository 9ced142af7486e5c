"""A real SMTP server on loopback, followers, and rounds of the mailroom."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.letterbox import PostOffice, post_office, round_of_letters

__all__ = ["PostOffice", "post_office", "round_of_letters"]


@pytest.fixture(autouse=True)
def forget_names() -> None:
    """The names of staff are remembered for a while."""
    cache.clear()
