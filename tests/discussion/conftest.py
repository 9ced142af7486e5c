"""Nothing remembered from one test to the next."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.discussion.an_open_page import follow_streams

__all__ = ["follow_streams"]


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    cache.clear()
    yield
