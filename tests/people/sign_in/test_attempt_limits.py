"""How often codes and passwords can be tried, over networks, addresses and all of them."""

from __future__ import annotations

import pytest
from django.test import Client

from broadsheet.kit.models import Pace
from tests.people.conftest import CODE, ENTER, LINK, Asker
from tests.post_office import PostOffice, code_in, link_in

pytestmark = pytest.mark.django_db


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_pacing_knows_an_address_however_it_is_spelt(client: Client, post_office: PostOffice) -> None:
    spelt = ["bo@reader.example", "BO@reader.example", "bo@READER.example", " Bo@Reader.Example "]
    assert [client.post(CODE, {"email": one}).status_code for one in spelt] == [200] * 4
    assert client.post(CODE, {"email": "bO@reader.example"}).status_code == 429


def test_pacing_knows_a_64_of_ipv6(client: Client, post_office: PostOffice) -> None:
    for number in range(4):
        client.post(CODE, {"email": "bo@reader.example"}, REMOTE_ADDR=f"2001:db8::{number + 1}")
    assert client.post(CODE, {"email": "bo@reader.example"}, REMOTE_ADDR="2001:db8::abcd").status_code == 429
    assert client.post(CODE, {"email": "bo@reader.example"}, REMOTE_ADDR="2001:db8:1::1").status_code == 200


def test_a_header_of_ones_own_making_does_not_help(client: Client, post_office: PostOffice) -> None:
    answers = [
        client.post(CODE, {"email": "bo@reader.example"}, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code
        for number in range(5)
    ]
    assert answers == [200] * 4 + [429]


def test_many_networks_do_not_flood_one_address(client: Client, post_office: PostOffice) -> None:
    answers = [
        client.post(CODE, {"email": "bo@reader.example"}, REMOTE_ADDR=f"203.0.113.{number}").status_code
        for number in range(13)
    ]
    assert answers == [200] * 12 + [429]


def test_all_addresses_together_have_fifty_wrong_tries_an_hour(
    client: Client, ask: Asker, post_office: PostOffice
) -> None:
    """Then codes wait, and the letters' links go on working."""
    for number in range(10):
        form = ask(f"bo{number}@reader.example", network=f"203.0.113.{number}")
        code = code_in(post_office.newest(number + 1))
        for _ in range(5):
            client.post(ENTER, form | {"code": _wrong(code)}, REMOTE_ADDR=f"203.0.113.{number}")
    form = ask("ada@paper.example", network="198.51.100.7")
    letter = post_office.newest()
    answer = client.post(ENTER, form | {"code": code_in(letter)}, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 429
    assert "link in the e-mail" in answer.content.decode()
    token = link_in(letter).partition("t=")[2].replace("%3A", ":")
    assert client.post(LINK, {"t": token}, REMOTE_ADDR="198.51.100.7").status_code == 303


def test_a_hundred_people_behind_one_address_all_come_in(ask: Asker, post_office: PostOffice) -> None:
    for number in range(100):
        client = Client()
        form = ask(f"bo{number}@reader.example", network="192.0.2.1")
        code = code_in(post_office.newest(number + 1))
        assert client.post(ENTER, form | {"code": code}, REMOTE_ADDR="192.0.2.1").status_code == 303, number


def test_right_codes_do_not_count(client: Client, ask: Asker, post_office: PostOffice) -> None:
    client.post(ENTER, ask() | {"code": code_in(post_office.newest())})
    assert 0 in Pace.objects.values_list("times", flat=True)
