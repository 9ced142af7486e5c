"""HEAD is answered wherever GET is, and a method that an address does not know is refused in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.shell.test_roles import Things, addresses, client_of, things

__all__ = ["client_of", "things"]
pytestmark = pytest.mark.sqlite_is_enough  # it asks for rows by numbers that count from 1 in each test
_WAGTAILS = "/-/newsroom/"
_TAKE_ANY = {  # Akismet's protocol says what it has to say in 200, and an address that has moved has moved for all
    *("/-/akismet/1.1/comment-check", "/-/comments/", "/-/comments/filter", "/favicon.ico"),
}


def _asked(client: Client, method: str, address: str) -> Any:
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    return answer


@pytest.fixture
def asked(client_of: Any, things: Things) -> Any:
    """Every living address that answers an owner's GET with a page or with a refusal of GET, and who asks."""
    client = client_of("owner")
    return client, [
        (place, answer)
        for address in addresses()
        if (place := things.fill(address)) not in _TAKE_ANY and "/akismet/" not in place
        if (answer := _asked(client, "GET", place)).status_code in {200, 405}
    ]


def test_head_is_answered_wherever_get_is(asked: Any) -> None:
    client, answers = asked
    assert len(answers) > 100
    wrong = []
    for place, answer in answers:
        head = _asked(client, "HEAD", place)
        if head.status_code == 405 and place.startswith(_WAGTAILS) and re.search("/(view|preview)/", place):
            continue  # Wagtail's own, shown in a frame
        if head.status_code != answer.status_code or (answer.status_code == 200 and head.getvalue()):
            wrong.append((place, answer.status_code, head.status_code))
    assert wrong == []


def test_other_methods_are_refused_in_words(asked: Any) -> None:
    client, answers = asked
    wrong = []
    for place, _answer in answers:
        if place.startswith(_WAGTAILS):
            continue
        for method in ("PUT", "DELETE", "PATCH"):
            answer = _asked(client, method, place)
            if answer.status_code != 405 or b"links and forms" not in answer.content or not answer["Allow"]:
                wrong.append((place, method, answer.status_code))
    assert wrong == []


def test_a_script_hears_so_in_its_own_terms(client: Client, db: None) -> None:
    answer = client.put("/-/me", headers={"accept": "application/json", "accept-language": "ru"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "Этот адрес" in answer.json()["sentence"]
