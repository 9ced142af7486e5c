"""How a session ends, and what pages of this room tell others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.people.account_closing import block, unblock
from tests.people.conftest import ENTER, Asker
from tests.post_office import PostOffice, code_in

pytestmark = pytest.mark.django_db


def test_blocking_ends_every_session_at_once_and_keeps_out(
    client: Client, ask: Asker, post_office: PostOffice, bo: Any
) -> None:
    here, there = Client(), Client()
    for one in (here, there):
        one.force_login(bo)
        assert one.get("/-/me").json()["role"] == "reader"
    block(bo)
    assert [one.get("/-/me").json()["role"] for one in (here, there)] == [None, None]
    answer = client.post(ENTER, ask() | {"code": code_in(post_office.newest())})
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session
    unblock(bo)
    assert here.get("/-/me").json()["role"] is None


def test_signing_out_ends_the_session_and_keeps_the_guest(client: Client, bo: Any) -> None:
    client.force_login(bo)
    answer = client.post("/-/sign-out")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.get("/-/me").json()["role"] is None


def test_a_page_of_this_room_is_kept_by_nobody_and_runs_nothing_strange(client: Client, db: None) -> None:
    answer = client.get("/-/sign-in/")
    assert answer["Cache-Control"] == "private, no-store"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


@pytest.mark.parametrize(("path", "status"), [("/-/sign-in/", 200), ("/-/sign-in/link", 410)])
def test_hostile_words_in_an_address_are_words(client: Client, db: None, path: str, status: int) -> None:
    hostile = "<script>alert(1)</script>"
    answer = client.get(path, {"next": hostile, "t": hostile, "scope": hostile, "email": hostile, "language": hostile})
    assert answer.status_code == status
    assert hostile not in answer.content.decode()


def test_a_password_is_tried_ten_times_an_hour(client: Client, ada: Any) -> None:
    for _ in range(10):
        client.post("/-/newsroom/login/", {"username": "ada@paper.example", "password": "wrong"})
    page = {"username": "ada@paper.example", "password": "a long enough password"}
    assert client.post("/-/newsroom/login/", page).status_code == 200
    assert client.post("/-/newsroom/login/", page, REMOTE_ADDR="192.0.2.77").status_code == 302
