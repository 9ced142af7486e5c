"""Asking for a code, and nothing remembered from one test to the next."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

CODE, ENTER, LINK = "/-/sign-in/code", "/-/sign-in/enter", "/-/sign-in/link"
Asker = Callable[..., dict[str, str]]


@pytest.fixture
def ask(client: Client) -> Asker:
    """Ask for a code: the hidden fields of the form in which it is to be typed."""

    def ask(email: str = "bo@reader.example", **more: str) -> dict[str, str]:
        answer = client.post(CODE, {"email": email, **more}, REMOTE_ADDR=more.pop("network", "192.0.2.1"))
        assert answer.status_code == 200, answer.content.decode()
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()))

    return ask
