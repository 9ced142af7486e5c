"""The desk, with the ledger followed to its end whenever a test asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from broadsheet import desk


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Nothing remembered from one test to the next."""
    cache.clear()
    yield


@pytest.fixture
def follow(db: None) -> Callable[[], None]:
    """Everything that happened until now is known at the desk."""

    def go() -> None:
        while desk.run_once(at_once=True):
            pass

    return go


@pytest.fixture
def at_desk(client: Client, dee: Any) -> Client:
    """A browser in which Dee, who moderates, is signed in."""
    client.force_login(dee)
    return client
