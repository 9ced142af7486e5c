"""The desk, with the ledger followed to its end whenever a test asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from broadsheet.desk import queue


@pytest.fixture
def follow(db: None) -> Callable[[], None]:
    """Everything that happened until now is known at the desk."""

    def go() -> None:
        while queue.run_once(at_once=True):
            pass

    return go


@pytest.fixture
def at_desk(client: Client, dee: Any) -> Client:
    """A browser in which Dee, who moderates, is signed in."""
    client.force_login(dee)
    return client
