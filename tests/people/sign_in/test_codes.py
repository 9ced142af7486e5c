"""Coming in by a code: through the doors readers use, with letters by real SMTP."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.kit import Unfit
from broadsheet.people.models import Code, Person
from broadsheet.people.sign_in.codes import canonical
from tests.people.conftest import CODE, ENTER, LINK, Asker
from tests.post_office import PostOffice, code_in, link_in, said

pytestmark = pytest.mark.django_db


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_in_the_letter_lets_its_reader_in(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask(next="/-/read/12?write=1#write")
    answer = client.post(ENTER, form | {"code": code_in(post_office.newest())})
    assert (answer.status_code, answer["Location"]) == (303, "/-/read/12?write=1#write")
    person = Person.objects.get(email="bo@reader.example")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.proven
    assert not person.has_usable_password()


def test_the_same_address_is_the_same_person(client: Client, ask: Asker, post_office: PostOffice, bo: Any) -> None:
    client.post(ENTER, ask("Bo@Reader.Example") | {"code": code_in(post_office.newest())})
    assert client.session["_auth_user_id"] == str(bo.pk)
    assert Person.objects.count() == 1


def test_the_session_gets_a_new_key(client: Client, ask: Asker, post_office: PostOffice) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    before = str(session.session_key)
    client.cookies["__Host-sessionid"] = before
    client.post(ENTER, ask() | {"code": code_in(post_office.newest())})
    assert client.session.session_key != before


def test_a_code_may_be_typed_with_spaces(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask()
    code = code_in(post_office.newest())
    assert client.post(ENTER, form | {"code": f" {code[:3]} {code[3:]} "}).status_code == 303


def test_a_code_is_used_once(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask() | {"code": code_in(post_office.newest())}
    assert client.post(ENTER, form).status_code == 303
    assert Client().post(ENTER, form).status_code == 410


def test_a_code_dies_after_five_tries(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask()
    code = code_in(post_office.newest())
    assert [client.post(ENTER, form | {"code": _wrong(code)}).status_code for _ in range(5)] == [422] * 5
    assert client.post(ENTER, form | {"code": code}).status_code == 410
    assert "_auth_user_id" not in client.session


def test_what_was_typed_comes_back_with_the_sentence(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask()
    page = client.post(ENTER, form | {"code": "12345"}).content.decode()
    assert 'value="12345"' in page
    assert "six digits" in page
    assert form["asked"] in page


def test_a_code_is_of_no_use_after_a_quarter_of_an_hour(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask() | {"code": code_in(post_office.newest())}
    with freeze_time(timezone.now() + timedelta(minutes=16)):
        assert client.post(ENTER, form).status_code == 410


def test_a_code_opens_the_form_it_was_asked_in_and_no_other(
    ask: Asker, client: Client, post_office: PostOffice
) -> None:
    ask("ada@paper.example")
    code = code_in(post_office.newest())
    assert client.post(ENTER, ask("bo@reader.example") | {"code": code}).status_code == 422


def test_a_form_of_ones_own_making_is_refused(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask()
    forged = form["asked"].partition(":")[0][:-4] + "AAAA:" + form["asked"].partition(":")[2]
    assert client.post(ENTER, {"asked": forged, "code": code_in(post_office.newest())}).status_code == 410


def test_neither_address_nor_code_is_kept_readable(ask: Asker, post_office: PostOffice) -> None:
    ask()
    kept = str(Code.objects.values().get())
    assert "reader.example" not in kept
    assert code_in(post_office.newest()) not in kept


def test_a_fetched_link_changes_nothing_and_one_click_lets_in(
    client: Client, ask: Asker, post_office: PostOffice
) -> None:
    ask(next="/")
    link = link_in(post_office.newest())
    page = client.get(link)
    assert "bo@reader.example" in page.content.decode()
    assert not Person.objects.exists()
    token = link.partition("t=")[2].replace("%3A", ":")
    assert client.post(LINK, {"t": token}).status_code == 303
    assert client.session["_auth_user_id"]
    assert client.get(link).status_code == 410


def test_the_forms_own_token_is_no_letter(client: Client, ask: Asker, post_office: PostOffice) -> None:
    assert client.post(LINK, {"t": ask()["asked"]}).status_code == 410


def test_the_link_works_when_the_code_has_died(client: Client, ask: Asker, post_office: PostOffice) -> None:
    form = ask()
    letter = post_office.newest()
    for _ in range(5):
        client.post(ENTER, form | {"code": _wrong(code_in(letter))})
    token = link_in(letter).partition("t=")[2].replace("%3A", ":")
    assert client.post(LINK, {"t": token}).status_code == 303


def test_known_and_unknown_addresses_get_the_same_words_and_the_same_letter(
    client: Client, post_office: PostOffice, bo: Any
) -> None:
    """The very same questions are put to the database, too: nobody is looked up before the code came back."""
    client.get("/-/sign-in/")
    seen = []
    for email in ("bo@reader.example", "xo@reader.example"):
        with CaptureQueriesContext(connection) as asked:
            page = client.post(CODE, {"email": email}).content.decode()
        plain = re.sub(r'name="asked" value="[^"]*"', "", page).replace(email, "EMAIL")
        letter = re.sub(r"\d{6}|t=\S+", "", said(post_office.newest()))
        seen.append((plain, letter, [re.sub(r"'[^']*'", "", one["sql"]) for one in asked]))
    assert seen[0] == seen[1]
    assert not any("broadsheet_person" in question for question in seen[0][2])


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\u2028/evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "",
    ],
)
def test_nobody_is_led_to_another_site(client: Client, ask: Asker, post_office: PostOffice, to: str) -> None:
    answer = client.post(ENTER, ask(next=to) | {"next": to, "code": code_in(post_office.newest())})
    assert (answer.status_code, answer["Location"]) == (303, "/-/you/")


@pytest.mark.parametrize("address", ["ﬁ@example.org", "bo@reader.example\nBcc: x@y.example", "@", "bo", "bo@.example"])
def test_what_no_letter_can_reach_is_refused_with_what_was_typed(client: Client, address: str) -> None:
    answer = client.post(CODE, {"email": address})
    assert answer.status_code == 422
    assert "error-email" in answer.content.decode()


@pytest.mark.parametrize("address", ["mıke@example.org", "bо@reader.example", "жанна@почта.example"])
def test_an_address_of_other_scripts_is_taken_where_the_mail_server_takes_it(
    client: Client, post_office: PostOffice, address: str
) -> None:
    assert client.post(CODE, {"email": address}).status_code == 200
    (envelope,) = post_office.envelopes
    assert envelope.rcpt_tos == [canonical(address)] and envelope.smtp_utf8
    assert str(post_office.newest()["To"]) == canonical(address)
    post_office.close()
    post_office.open(smtputf8=False)
    answer = client.post(CODE, {"email": address})
    assert answer.status_code == 422 and "Please give another." in answer.content.decode()


def test_a_letter_goes_to_the_address_under_which_a_person_is_found() -> None:
    """U+212A, the Kelvin sign, is a small k to a careless comparison."""
    assert canonical("mi\u212ae@example.org") == "mike@example.org"
    assert canonical("bo@bücher.example") == "bo@xn--bcher-kva.example"
    with pytest.raises(Unfit):
        canonical("ﬁ@example.org")


def test_a_dead_mail_server_is_said_and_gives_the_address_back(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client.post(CODE, {"email": "bo@reader.example"})
    assert answer.status_code == 503
    assert 'value="bo@reader.example"' in answer.content.decode()
