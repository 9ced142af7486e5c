"""The newsroom's passwords: how often they are tried, how a forgotten one is replaced, which ones are too common."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.people import Person, send_account_emails
from broadsheet.people.models import AccountEmail
from broadsheet.people.sign_in import attempt_limits
from tests.post_office import PostOffice, links_in, said

pytestmark = pytest.mark.django_db
LOGIN, RESET = "/-/newsroom/login/", "/-/newsroom/password_reset/"
RIGHT = {"username": "ada@paper.example", "password": "a long enough password"}


def _try(client: Client, network: str, username: str = "ada@paper.example", password: str = "wrong") -> int:
    answer = client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=network)
    return answer.status_code


def test_thirty_people_behind_one_address_all_come_in(client: Client, ada: Any) -> None:
    """And more: each mistypes once, then has it right."""
    for number in range(40):
        person = Person.objects.create_user(f"p{number}@paper.example", "a long enough password")
        _try(Client(), "192.0.2.1", person.email or "")
        assert _try(Client(), "192.0.2.1", person.email or "", "a long enough password") == 302, number


def test_right_passwords_do_not_count(ada: Any) -> None:
    for _ in range(12):
        assert _try(Client(), "192.0.2.1", **RIGHT) == 302


def test_one_account_is_not_guessed_from_many_networks(client: Client, ada: Any) -> None:
    for number in range(50):
        _try(client, f"198.51.{number}.1")
    assert _try(client, "203.0.113.9", **RIGHT) == 200, "also right ones are refused now"


def test_nor_many_accounts_from_one_network(client: Client, ada: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(attempt_limits, "OF_A_NETWORK", 20)
    for number in range(20):
        _try(client, "192.0.2.1", f"p{number}@paper.example")
    assert _try(client, "192.0.2.1", **RIGHT) == 200
    assert _try(client, "192.0.2.2", **RIGHT) == 302


def test_nor_everybody_from_everywhere(client: Client, ada: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(attempt_limits, "_OF_ALL_PASSWORDS", 20)
    for number in range(20):
        _try(client, f"198.51.{number}.1", f"p{number}@paper.example")
    assert _try(client, "203.0.113.9", **RIGHT) == 200


def test_an_account_is_one_however_its_address_is_spelt(client: Client, ada: Any) -> None:
    for spelt in ("ada@paper.example", "ADA@paper.example", " ada@PAPER.example ") * 4:
        _try(client, "192.0.2.1", spelt)
    assert _try(client, "192.0.2.1", **RIGHT) == 200


def test_ports_and_brackets_do_not_help_a_guesser(client: Client, ada: Any, settings: Any) -> None:
    settings.PROXIES = 1
    for port in range(10):
        client.post(LOGIN, {**RIGHT, "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"203.0.113.9:{4000 + port}")
    assert client.post(LOGIN, RIGHT, HTTP_X_FORWARDED_FOR="203.0.113.9:5000").status_code == 200


def test_a_forgotten_password_is_replaced_by_a_link_that_the_worker_sends(
    client: Client, ada: Any, post_office: PostOffice
) -> None:
    assert client.post(RESET, {"email": "Ada@Paper.example"}).status_code == 302
    assert post_office.envelopes == [], "nothing is sent within the request"
    send_account_emails()
    (link,) = links_in(post_office.newest(), "/password_reset/confirm/")
    page = client.get(link, follow=True)
    to = page.redirect_chain[-1][0]
    short = client.post(to, {"new_password1": "bridge over", "new_password2": "bridge over"})
    assert "12 characters" in short.content.decode()
    assert client.post(to, {"new_password1": "bridge over it", "new_password2": "bridge over it"}).status_code == 302
    ada.refresh_from_db()
    assert ada.check_password("bridge over it")
    assert not AccountEmail.objects.exists()


def test_an_unknown_address_costs_the_same_and_gets_nothing(client: Client, ada: Any, post_office: PostOffice) -> None:
    asked: list[list[str]] = []
    for address in ("ada@paper.example", "nobody@paper.example"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.post(RESET, {"email": address})
        assert answer.status_code == 302
        asked.append([query["sql"].split("VALUES")[0] for query in queries])
    assert asked[0] == asked[1], "nobody is looked up"
    assert "broadsheet_person" not in " ".join(asked[0]).replace("broadsheet_person_id", "")
    while send_account_emails():
        pass
    assert [one.rcpt_tos for one in post_office.envelopes] == [["ada@paper.example"]]
    assert "new password" in said(post_office.newest())


def test_new_passwords_are_asked_for_by_account_by_network_and_over_all(
    client: Client, ada: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(attempt_limits, "_OF_ALL_RESETS", 30)
    for _ in range(6):
        assert client.post(RESET, {"email": "ada@paper.example"}).status_code == 302, "the answer is the same"
    assert AccountEmail.objects.count() == 4
    for number in range(20):
        client.post(RESET, {"email": "ada@paper.example"}, REMOTE_ADDR=f"198.51.100.{number}")
    assert AccountEmail.objects.count() <= 12
    for number in range(40):
        client.post(RESET, {"email": f"p{number}@paper.example"}, REMOTE_ADDR=f"203.0.113.{number}")
    assert AccountEmail.objects.count() <= 30


def test_a_mail_server_that_is_away_gets_it_later(client: Client, ada: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.post(RESET, {"email": "ada@paper.example"})
    assert send_account_emails() == 0
    assert AccountEmail.objects.get().due > AccountEmail.objects.get().made


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password2026!", "passwordpassword", "P4ssw0rd1234", "123456789012", "111111111111",
        "qwertyuiopas", "abcdefghijkl", "monkey12345678", "abcabcabcabc", "!!dragon!!!!", "trustno1trustno1",
        "йцукенгшщзхъ", "987654321098", "zxcvbnmzxcvbnm", "$$$$$$$$$$$$", "short words",
    ],
)  # fmt: skip
def test_a_common_password_or_a_short_one_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "a long enough password",
        "bridge over it",
        "correct horse battery",
        "Zaftig-Quorum-77",
        "мост через реку",
        "tKq8-vv2L_9aXe",
    ],
)
def test_another_one_is_taken(password: str) -> None:
    validate_password(password)
